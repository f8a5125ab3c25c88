// Command adminreport prints what an organization spent, by workspace, over the
// last days. It needs an admin key: ANTHROPIC_ADMIN_KEY.
//
//	go run ./examples/adminreport -days 30
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"maps"
	"math/big"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, _ io.Reader, out io.Writer, args []string) error {
	flags := flag.NewFlagSet("adminreport", flag.ContinueOnError)
	days := flags.Int("days", 7, "how many days to report")
	if err := flags.Parse(args); err != nil {
		return err
	}
	costs, err := spent(ctx, client, time.Now().UTC().AddDate(0, 0, -*days))
	if err != nil {
		return err
	}
	names, err := workspaces(ctx, client)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, id := range slices.SortedFunc(maps.Keys(costs), func(a, b string) int { return costs[b].Cmp(costs[a]) }) {
		fmt.Fprintf(table, "%s USD\t  %s\n", costs[id].FloatString(2), cmp.Or(names[id], id))
	}
	return table.Flush()
}

// defaultWorkspace stands for the workspace that has no ID.
const defaultWorkspace = "default workspace"

// spent adds up the costs of each workspace, in dollars.
func spent(ctx context.Context, client *claude.Client, since time.Time) (map[string]*big.Rat, error) {
	costs := map[string]*big.Rat{}
	params := &claude.AdminCostGetParams{StartingAt: since, GroupBy: []claude.CostReportGroupBy{claude.CostReportGroupByWorkspaceID}}
	for day, err := range client.Admin.Cost.GetAll(ctx, params) { // of as many pages as it takes
		if err != nil {
			return nil, err
		}
		for _, item := range day.Results {
			cents, ok := new(big.Rat).SetString(item.Amount)
			if !ok || item.Currency != "USD" {
				return nil, fmt.Errorf("an amount of %q %s", item.Amount, item.Currency)
			}
			id := *cmp.Or(item.WorkspaceID, new(defaultWorkspace))
			if costs[id] == nil {
				costs[id] = new(big.Rat)
			}
			costs[id].Add(costs[id], cents.Quo(cents, big.NewRat(100, 1)))
		}
	}
	return costs, nil
}

// workspaces returns the names of all workspaces by their IDs.
func workspaces(ctx context.Context, client *claude.Client) (map[string]string, error) {
	names := map[string]string{}
	for w, err := range client.Admin.Workspaces.All(ctx, &claude.AdminWorkspaceListParams{IncludeArchived: new(true)}) {
		if err != nil {
			return nil, err
		}
		names[w.ID] = w.Name
	}
	return names, nil
}
