package claude_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkAccumulate folds streams of text deltas. Time and memory per delta
// stay the same: the work is linear.
func BenchmarkAccumulate(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tr := &turn{rnd: rand.New(rand.NewPCG(1, 1)), parts: make([][]string, 1)}
			tr.parts[0] = append(tr.parts[0], `{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`)
			for range n {
				tr.parts[0] = append(tr.parts[0], `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" and more"}}`)
			}
			client, body := streamServer(b)
			body.Store(sse(tr.events()))
			b.ReportAllocs()
			for b.Loop() {
				msg, err := client.Messages.Stream(b.Context(), anyParams).Result()
				if err != nil || len(msg.Content) != 1 {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/delta")
		})
	}
}
