package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// suggestFlag adds to the error for a wrong flag the one that may have been meant,
// as cobra does for commands: "unknown flag: --spce: did you mean --spec?".
func suggestFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	word := unknown.GetSpecifiedName()
	if letters := unknown.GetSpecifiedShortnames(); letters != "" { // -spec
		word, _, _ = strings.Cut(letters, "=")
	}
	if near := nearFlag(c, word); near != "" {
		return errors.New(err.Error() + ": did you mean --" + near + "?")
	}
	return errors.New(err.Error() + ": " + c.CommandPath() + " --help lists the flags")
}

// nearFlag is the flag of a command that is spelled most like a word. cobra compares
// words for commands only: so the flags are made some.
func nearFlag(c *cobra.Command, word string) string {
	flags := &cobra.Command{}
	exact := ""
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Name == word {
			exact = word
		}
		flags.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
	})
	if exact != "" || len(word) < 2 {
		return exact
	}
	for edits := 1; edits <= min(3, len(word)/2); edits++ { // the nearest first
		flags.SuggestionsMinimumDistance = edits
		if near := flags.SuggestionsFor(word); len(near) > 0 {
			return near[0]
		}
	}
	return ""
}
