//go:build linux

package mutants

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	mutate = flag.String("mutate", "", "run TestMutants with the packages whose names match a `pattern`: . for all (hours)")
	match  = flag.String("match", "", "only mutants whose names match a `pattern`")
	tests  = flag.String("tests", "", "only the tests of the packages whose names match a `pattern`; then a survivor is no failure")
	seed   = flag.Uint64("seed", 1, "seed of the sample")
	sample = flag.Int("sample", 300, "`conditions` of the packages of which not all are mutated")
	jobs   = flag.Int("jobs", runtime.NumCPU(), "mutants at the same time")
)

// whole are the files of which every condition is mutated, as pkg/file.
var whole = regexp.MustCompile(`^(assertions|scenarios/policy|scenarios/report)/|` +
	`^fixture/timeline/(account|bytes|cause|ending|endingtext|ends|fins|incarnation|notimewait|` + // how a connection ended
	`contradiction|difference|filter|reach|resolver|scope|segmentfilter|selection|sidefilter|unscripted)\.go$`)

// mutated are the packages that are rewritten.
var mutated = []string{
	"assertions", "scenarios/policy", "scenarios/report",
	"fixture", "fixture/peer", "fixture/timeline",
	"fixture/internal/bubbles", "fixture/internal/fabric", "fixture/internal/goroutine",
	"fixture/internal/netstack", "fixture/internal/pace", "fixture/internal/timerq",
}

// TestMutants forces conditions of this module's code. Some test must notice each, or
// testdata/equivalent.txt says why none can.
func TestMutants(t *testing.T) {
	if *mutate == "" {
		t.Skip("without -mutate")
	}
	var packages []string
	for _, p := range mutated {
		if regexp.MustCompile(*mutate).MatchString(p) {
			packages = append(packages, p)
		}
	}
	begun, dir := time.Now(), t.TempDir()
	file, points := overlay(t, dir, packages)
	list := readEquivalents(t, filepath.Join("testdata", "equivalent.txt"))
	chosen := choose(points)
	t.Logf("%d conditions, of which %d are mutated: %d mutants", len(points), countPoints(chosen), len(chosen))
	units := recorded(t, dir, build(t, dir, file, packages), len(points))
	t.Logf("%d tests, recorded after %s", len(units), time.Since(begun).Round(time.Second))
	if t.Failed() {
		return
	}
	results := tryAll(t, points, chosen, units)
	list.judge(t, points, results)
	t.Log(table(points, results, list))
	t.Logf("%s in all", time.Since(begun).Round(time.Second))
}

// choose returns the mutants: all of the files that are whole, and those of a sample of
// the other conditions.
func choose(points []point) []mutant {
	var some []int
	take := make([]bool, len(points))
	for i, p := range points {
		if whole.MatchString(p.pkg + "/" + p.file) {
			take[i] = true
		} else {
			some = append(some, i)
		}
	}
	r := rand.New(rand.NewPCG(*seed, 0))
	r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	for _, i := range some[:min(*sample, len(some))] {
		take[i] = true
	}
	pattern := regexp.MustCompile(*match)
	var chosen []mutant
	for i, p := range points {
		for _, kind := range p.kinds {
			if take[i] && pattern.MatchString(name(points, mutant{i, kind})) {
				chosen = append(chosen, mutant{i, kind})
			}
		}
	}
	return chosen
}

// name names a mutant, as testdata/equivalent.txt does.
func name(points []point, m mutant) string { return points[m.point].String() + " = " + m.kind }

func countPoints(mutants []mutant) int {
	n := map[int]bool{}
	for _, m := range mutants {
		n[m.point] = true
	}
	return len(n)
}

// build builds the tests of all packages that use a mutated one.
func build(t *testing.T, dir, overlay string, packages []string) []*binary {
	t.Helper()
	var bins []*binary
	args := []string{"test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-o", dir + string(filepath.Separator)}
	for line := range strings.Lines(string(goTool(t, "list", "-test", "-f", `{{.ImportPath}} {{.Dir}} {{join .Deps " "}}`, "./..."))) {
		words := strings.Fields(line)
		path, is := strings.CutSuffix(words[0], ".test")
		if !is || strings.HasSuffix(path, "/mutants") || !regexp.MustCompile(*tests).MatchString(strings.TrimPrefix(path, module)) {
			continue
		}
		if slices.ContainsFunc(words[2:], func(dep string) bool { return slices.Contains(packages, strings.TrimPrefix(dep, module)) }) {
			bins = append(bins, &binary{path: filepath.Join(dir, filepath.Base(path)+".test"), dir: words[1]})
			args = append(args, path)
		}
	}
	goTool(t, args...)
	return bins
}

// recorded runs every test once without a mutant.
func recorded(t *testing.T, dir string, bins []*binary, points int) []*unit {
	t.Helper()
	var list, units []*unit
	for _, b := range bins {
		list = append(list, b.units(t)...)
	}
	var mu sync.Mutex
	each(len(list), func(i int) {
		got := list[i].record(t, dir, points)
		mu.Lock()
		defer mu.Unlock()
		units = append(units, got...)
	})
	slices.SortFunc(units, func(a, b *unit) int { return strings.Compare(a.String(), b.String()) })
	return units
}

// each calls a function for 0 to n-1, some at the same time.
func each(n int, do func(int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range *jobs {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// tryAll tries all mutants.
func tryAll(t *testing.T, points []point, mutants []mutant, units []*unit) []result {
	results := make([]result, len(mutants))
	noticed := map[string]map[*unit]int{} // function → unit → mutants
	var mu sync.Mutex
	each(len(mutants), func(i int) {
		m := mutants[i]
		p := points[m.point]
		var able []*unit
		for _, u := range units {
			if u.notices(m) {
				able = append(able, u)
			}
		}
		mu.Lock()
		sortUnits(able, noticed[p.pkg+p.fn])
		mu.Unlock()
		r := try(m, able)
		mu.Lock()
		defer mu.Unlock()
		results[i] = r
		if r.by != nil {
			if noticed[p.pkg+p.fn] == nil {
				noticed[p.pkg+p.fn] = map[*unit]int{}
			}
			noticed[p.pkg+p.fn][r.by]++
		}
		by := fmt.Sprintf("of %d tests", len(able))
		if r.by != nil {
			by += ", first " + r.by.String()
		}
		fmt.Fprintf(os.Stderr, "%s: %s (%s:%d) %s\n", r.verdict, name(points, m), p.file, p.line, by)
	})
	return results
}
