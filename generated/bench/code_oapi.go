//go:build oapi

package main

import (
	"context"
	"encoding/json"
	"io"

	"github.com/claudegen/claudegen/generated/bench/oapi"
)

// The client of oapi-codegen keeps unions as raw JSON: decoding a message
// includes taking its content blocks out of them, one level deep.
func init() {
	rivals["decode a message of 2 KB"] = decodeOapi(smallMessage())
	rivals["decode a message of 250 KB, long search results"] = decodeOapi(largeMessage(4096))
	rivals["decode a message of 250 KB, short search results"] = decodeOapi(largeMessage(140))
	rivals["decode a page of 1,000 batches"] = decode[oapi.MessageBatchList](batchPage())
	rivals["encode a conversation of 3 turns"] = encodeOapi(3)
	rivals["encode a conversation of 150 turns"] = encodeOapi(150)
	rivals[downloadOf] = downloadOapi
}

func decodeOapi(data []byte) func() error {
	return func() error {
		var m oapi.Message
		if err := json.Unmarshal(data, &m); err != nil {
			return err
		}
		for _, block := range m.Content {
			if _, err := block.ValueByDiscriminator(); err != nil {
				return err
			}
		}
		return nil
	}
}

func encodeOapi(turns int) func() error {
	data, err := conversation(turns).MarshalJSON()
	if err != nil {
		panic(err)
	}
	var params oapi.MessageCreateParams
	if err := json.Unmarshal(data, &params); err != nil {
		panic(err)
	}
	return func() error {
		_, err := json.Marshal(&params)
		return err
	}
}

func downloadOapi() error {
	client, err := oapi.NewClient(files().URL)
	if err != nil {
		return err
	}
	resp, err := client.FilesDownload(context.Background(), "file_1", &oapi.FilesDownloadParams{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
