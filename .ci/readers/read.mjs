// Reads the files of a folder with packages of npm, and compares what they understand
// with the exit status of the run. .ci/readers/run made the files.
import { readFileSync, readdirSync } from 'node:fs'
import { join, parse as parsePath } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse as parseJUnit } from 'junit2json'
import { marked } from 'marked'
import { Parser as TAP } from 'tap-parser'

const folder = process.argv[2]
let failed = 0
const counts = {}
const text = name => readFileSync(join(folder, name), 'utf8')
const fail = (file, why) => { failed++; console.error(`${file}: ${why}`) }
const status = name => { try { return Number(text(name + '.status')) } catch { return undefined } }

const ajv = new Ajv.default({ strict: true, allErrors: true })
formats.default(ajv)
const schemas = {}
for (const name of ['report', 'diff']) {
  const schema = JSON.parse(text(name + '.schema'))
  if (!ajv.validateSchema(schema)) fail(name + '.schema', ajv.errorsText())
  schemas[name] = ajv.compile(schema)
}
const valid = (file, schema) => {
  const value = JSON.parse(text(file))
  if (!schema(value)) fail(file, ajv.errorsText(schema.errors))
  return value
}

// GitHub's runner: a command begins a line, but for white space. Its name, properties and
// data are as ActionCommand.cs of actions/runner reads them.
const commands = file => {
  const out = []
  for (const line of text(file).split(/\r?\n/)) {
    if (line.includes('##[')) fail(file, `the first form of commands: ${line}`)
    const m = /^\s*::([^\s:]*)(?: (.*?))?::(.*)$/.exec(line)
    if (!m) { if (line.trimStart().startsWith('::')) fail(file, `no command: ${line}`); continue }
    const properties = {}
    for (const pair of (m[2] ?? '').split(',').filter(Boolean)) {
      const k = pair.indexOf('=')
      if (k < 1) fail(file, `no property: ${pair}`)
      properties[pair.slice(0, k)] = pair.slice(k + 1)
    }
    out.push({ name: m[1], properties, data: m[3] })
  }
  return out
}
const known = { group: [], endgroup: [], error: 1, warning: 1, notice: 1 }
const keys = ['file', 'line', 'col', 'title']

const readers = {
  report: (file, name) => {
    const r = valid(file, schemas.report)
    const s = { holds: 0, open: 0, diverges: 0, fails: 1, error: 3 }[r.judgement.verdict]
    if (s !== status(name)) fail(file, `${r.judgement.verdict}, after status ${status(name)}`)
  },
  baseline: file => valid(file, schemas.report),
  diff: file => valid(file, schemas.diff),
  plain: file => JSON.parse(text(file)),
  junit: async (file, name) => {
    const x = await parseJUnit(text(file))
    const cases = (x.testsuite ?? []).flatMap(s => {
      const own = s.testcase ?? []
      for (const [key, of] of [['tests', () => true], ['failures', c => c.failure], ['errors', c => c.error], ['skipped', c => c.skipped]]) {
        if ((s[key] ?? 0) !== own.filter(of).length) fail(file, `${s.name}: ${key} is ${s[key]}, and it has ${own.filter(of).length}`)
      }
      return own
    })
    const s = cases.some(c => c.failure) ? 1 : cases.some(c => c.error) ? 3 : 0
    if (s !== (status(name) ?? 1)) fail(file, `it says ${s}, after status ${status(name)}`)
    if ((x.tests ?? 0) !== cases.length) fail(file, `${x.tests} tests, and it has ${cases.length}`)
  },
  tap: (file, name) => new Promise(done => {
    const p = new TAP({ strict: true }, r => {
      if (r.ok !== (status(name) === 0)) fail(file, `ok is ${r.ok}, after status ${status(name)}`)
      if (r.failures.some(f => f.tapError)) fail(file, JSON.stringify(r.failures.filter(f => f.tapError)))
      if (r.bailout || r.plan.start === null) fail(file, 'it bails out, or has no plan')
      done()
    })
    p.on('extra', line => fail(file, `no TAP: ${line}`))
    p.end(text(file))
  }),
  github: (file, name) => {
    const list = commands(file)
    for (const c of list) {
      if (!known[c.name]) fail(file, `the command ${c.name}`)
      for (const k of Object.keys(c.properties)) if (!keys.includes(k)) fail(file, `${c.name} has the property ${k}`)
    }
    for (const kind of ['error', 'warning', 'notice']) if (list.filter(c => c.name === kind).length > 10) fail(file, `more than ten of ${kind}`)
    const groups = list.filter(c => c.name.endsWith('group')).map(c => c.name).join()
    if (groups !== (status(name) === 2 ? '' : 'group,endgroup')) fail(file, `groups are ${groups}`)
    if (list.some(c => c.name === 'error') !== (status(name) > 0)) fail(file, `errors, after status ${status(name)}`)
  },
  summary: file => {
    const tokens = marked.lexer(text(file), { gfm: true })
    const tables = tokens.filter(t => t.type === 'table')
    const shown = rows[name(file)] !== 0
    if (tokens[0].type !== 'heading' || tables.length !== (shown ? 1 : 0)) fail(file, 'no heading, or not one table')
    if (!shown && !tokens.some(t => t.type === 'paragraph' && /^Nothing (is shown|was run): /.test(t.text))) fail(file, 'why is nothing shown?')
    for (const t of tokens) if (t.type === 'html' && /<(?!\/?(details|summary)>)/.test(t.raw)) fail(file, `HTML: ${t.raw}`)
    if (shown && name(file) in rows && tables[0]?.rows.length !== rows[name(file)]) fail(file, 'rows are not the scenarios')
  },
  markdown: file => {
    const tables = marked.lexer(text(file), { gfm: true }).filter(t => t.type === 'table')
    if (tables.length === 0) fail(file, 'no table')
    const lines = text(file).split('\n').filter(l => l.startsWith('|')).length
    if (lines !== tables.reduce((n, t) => n + t.rows.length + 2, 0)) fail(file, 'a row is in no table')
    for (const t of tables) for (const r of t.rows) if (r.length !== t.header.length) fail(file, 'a row has other columns')
  },
}
const name = file => parsePath(file).name
const rows = {}
for (const file of readdirSync(folder)) if (file.endsWith('.report')) rows[name(file)] = JSON.parse(text(file)).scenarios.length

for (const file of readdirSync(folder).sort()) {
  const kind = parsePath(file).ext.slice(1)
  if (!(kind in readers)) continue
  counts[kind] = (counts[kind] ?? 0) + 1
  try { await readers[kind](file, name(file)) } catch (e) { fail(file, e.stack) }
}
for (const kind of Object.keys(readers)) if (!counts[kind]) fail(kind, 'no file was read')
console.log('npm: ' + Object.entries(counts).map(([k, n]) => `${n} ${k}`).join(', '))
process.exit(failed ? 1 : 0)
