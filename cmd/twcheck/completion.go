package main

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// completionCommand is twcheck completion.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"Shell that the script is for: bash, zsh or fish."`
}

// These are the scripts. Each asks the command itself, so that ids, groups and flags are
// those of the version that completes.
var (
	//go:embed completion/twcheck.bash
	bashCompletion string
	//go:embed completion/twcheck.zsh
	zshCompletion string
	//go:embed completion/twcheck.fish
	fishCompletion string
)

// Run implements the command.
func (c *completionCommand) Run(s *session) error {
	_, err := s.out.WriteString(map[string]string{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}[c.Shell])
	return err
}

// completeCommand is twcheck __complete, which only the scripts run. It prints what the
// last word can be: a line for each candidate, with a tab before its description, or
// the line ":files".
type completeCommand struct {
	Shell string   `arg:"" enum:"bash,zsh,fish"`
	Words []string `arg:"" optional:"" help:"The words after the command, up to the one to complete, which may be empty."`
}

// files is the output of __complete for a word that is a file.
const files = ":files"

// Run implements the command.
func (c *completeCommand) Run(s *session) error {
	words := c.Words
	if len(words) == 0 {
		words = []string{""}
	}
	splits := c.Shell == "bash" // it makes three words of --format=json
	if splits {
		words = joined(words)
	}
	list := completions(s.parser.Model.Node, words[:len(words)-1], words[len(words)-1])
	for _, x := range list {
		if splits && x.word != files {
			if k := strings.LastIndex(words[len(words)-1], "="); k >= 0 {
				x.word = x.word[k+1:]
			}
		}
		if x.says != "" {
			x.word += "\t" + x.says
		}
		fmt.Fprintln(s.out, x.word)
	}
	return nil
}

// joined returns words of bash as those of the command line: "=" joins its neighbours.
func joined(words []string) (out []string) {
	for i, w := range words {
		afterEqual := i > 0 && words[i-1] == "=" && w != ""
		if n := len(out); n > 0 && (w == "=" || afterEqual || i > 0 && words[i-1] == "=") {
			out[n-1] += w
			continue
		}
		out = append(out, w)
	}
	return out
}

// candidate is what a word can be, and what that is.
type candidate struct{ word, says string }

// completions returns what a word can be after other words.
func completions(node *kong.Node, before []string, word string) []candidate {
	var value *kong.Flag // that the next word is a value of
	positional, options := 0, true
	for _, w := range before {
		switch {
		case value != nil:
			value = nil
		case options && w == "--":
			options = false
		case options && strings.HasPrefix(w, "-") && w != dash:
			if f := flagNamed(node, w); f != nil && !f.IsBool() && !strings.Contains(w, "=") {
				value = f
			}
		case child(node, w) != nil:
			node = child(node, w)
		default:
			positional++
		}
	}
	name, start, equals := strings.Cut(word, "=")
	switch {
	case value != nil:
		return matching(valuesFor(node, value.Value, word), "", word)
	case options && equals && strings.HasPrefix(word, "-"):
		if f := flagNamed(node, name); f != nil {
			return matching(valuesFor(node, f.Value, start), name+"=", start)
		}
		return nil
	case options && strings.HasPrefix(word, "-"):
		return matching(flagsOf(node), "", word)
	case len(node.Children) > 0:
		return matching(commandsOf(node), "", word)
	case len(node.Positional) == 0:
		return nil
	}
	last := len(node.Positional) - 1
	if positional > last && !node.Positional[last].IsSlice() {
		return nil
	}
	return matching(valuesFor(node, node.Positional[min(positional, last)], word), "", word)
}

// matching returns the candidates that begin with a text, each with a prefix.
func matching(list []candidate, prefix, start string) (out []candidate) {
	for _, x := range list {
		if x.word == files {
			return []candidate{x}
		}
		if strings.HasPrefix(x.word, start) {
			out = append(out, candidate{prefix + x.word, x.says})
		}
	}
	return out
}

// valuesFor returns the values of a flag or an argument. Its tag complete names their
// kind. In a list, the values before the last comma stay.
func valuesFor(node *kong.Node, v *kong.Value, start string) (out []candidate) {
	switch kind := v.Tag.Get("complete"); kind {
	case "files":
		return []candidate{{word: files}}
	case "commands":
		out = commandsOf(application(node))
	case "ids":
		for s := range scenarios.All() {
			out = append(out, candidate{s.ID, s.Title})
		}
	case "groups":
		out = plainWords(scenarios.Groups())
	case "profiles":
		for _, p := range profile.All() {
			out = append(out, candidate{p.Name, p.Of})
		}
	case "outputs", "diff outputs":
		if strings.Contains(start, "=") {
			return []candidate{{word: files}}
		}
		list := formatList
		if kind != "outputs" {
			list = diffFormatList
		}
		for _, name := range strings.Split(list, ",") {
			out = append(out, candidate{word: name + "="})
		}
	default:
		if v.Enum != "" {
			out = plainWords(v.EnumSlice())
		}
	}
	if k := strings.LastIndex(start, ","); k >= 0 && v.IsSlice() && v.Tag.Sep > 0 {
		for i := range out {
			out[i].word = start[:k+1] + out[i].word
		}
	}
	for i := range out {
		out[i].says = report.VisibleLine(out[i].says)
	}
	return out
}

func plainWords(list []string) (out []candidate) {
	for _, word := range list {
		out = append(out, candidate{word: word})
	}
	return out
}

func commandsOf(node *kong.Node) (out []candidate) {
	for _, c := range node.Children {
		if !c.Hidden {
			out = append(out, candidate{c.Name, c.Help})
		}
	}
	return out
}

func flagsOf(node *kong.Node) (out []candidate) {
	for _, list := range node.AllFlags(true) {
		for _, f := range list {
			out = append(out, candidate{"--" + f.Name, f.Help})
		}
	}
	return out
}

// flagNamed returns the flag of a word such as "--format", "--format=json" or "-o", or
// nil.
func flagNamed(node *kong.Node, word string) *kong.Flag {
	word, _, _ = strings.Cut(word, "=")
	for _, list := range node.AllFlags(false) {
		k := slices.IndexFunc(list, func(f *kong.Flag) bool {
			return word == "--"+f.Name || f.Short != 0 && word == "-"+string(f.Short)
		})
		if k >= 0 {
			return list[k]
		}
	}
	return nil
}

func child(node *kong.Node, name string) *kong.Node {
	for _, c := range node.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// application returns the node of the whole command line.
func application(node *kong.Node) *kong.Node {
	for node.Parent != nil {
		node = node.Parent
	}
	return node
}
