// Command adminreport is generated/examples/adminreport with the vendor's SDK, which has
// no method for costs: they are asked for by path.
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
	"net/url"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

func main() {
	client := anthropic.NewClient(option.WithAPIKey(os.Getenv("ANTHROPIC_ADMIN_KEY")))
	if err := run(context.Background(), client, os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client anthropic.Client, _ io.Reader, out io.Writer, args []string) error {
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

const defaultWorkspace = "default workspace"

type report struct {
	Data []struct {
		Results []struct {
			Amount      string `json:"amount"`
			Currency    string `json:"currency"`
			WorkspaceID string `json:"workspace_id"`
		} `json:"results"`
	} `json:"data"`
	HasMore  bool   `json:"has_more"`
	NextPage string `json:"next_page"`
}

func spent(ctx context.Context, client anthropic.Client, since time.Time) (map[string]*big.Rat, error) {
	costs := map[string]*big.Rat{}
	query := url.Values{"starting_at": {since.Format(time.RFC3339)}, "group_by[]": {"workspace_id"}}
	for {
		var page report
		if err := client.Get(ctx, "v1/organizations/cost_report?"+query.Encode(), nil, &page); err != nil {
			return nil, err
		}
		for _, day := range page.Data {
			for _, item := range day.Results {
				cents, ok := new(big.Rat).SetString(item.Amount)
				if !ok || item.Currency != "USD" {
					return nil, fmt.Errorf("an amount of %q %s", item.Amount, item.Currency)
				}
				id := cmp.Or(item.WorkspaceID, defaultWorkspace)
				if costs[id] == nil {
					costs[id] = new(big.Rat)
				}
				costs[id].Add(costs[id], cents.Quo(cents, big.NewRat(100, 1)))
			}
		}
		if !page.HasMore {
			return costs, nil
		}
		query.Set("page", page.NextPage)
	}
}

func workspaces(ctx context.Context, client anthropic.Client) (map[string]string, error) {
	names := map[string]string{}
	pages := client.Organization.Workspaces.ListAutoPaging(ctx, anthropic.OrganizationWorkspaceListParams{IncludeArchived: anthropic.Bool(true)})
	for pages.Next() {
		names[pages.Current().ID] = pages.Current().Name
	}
	return names, pages.Err()
}
