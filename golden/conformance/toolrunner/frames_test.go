package toolrunner

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"strings"
	"testing"
)

// events are the events in the AWS event stream of an answer as server-sent events. A frame is its length, that of its headers and a checksum, the
// headers, {"bytes": base64 of an event} and another checksum.
func events(t *testing.T, stream string) string {
	t.Helper()
	var out strings.Builder
	for len(stream) > 0 {
		if len(stream) < 16 {
			t.Fatalf("%d bytes are no frame", len(stream))
		}
		length, headers := binary.BigEndian.Uint32([]byte(stream[:4])), binary.BigEndian.Uint32([]byte(stream[4:8]))
		if uint64(length) > uint64(len(stream)) || uint64(headers)+16 > uint64(length) {
			t.Fatalf("a frame of %d bytes, %d of headers, in %d", length, headers, len(stream))
		}
		var payload struct{ Bytes string }
		if err := json.Unmarshal([]byte(stream[12+headers:length-4]), &payload); err != nil {
			t.Fatal(err)
		}
		data, err := base64.StdEncoding.DecodeString(payload.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		var event struct{ Type string }
		if err := json.Unmarshal(data, &event); err != nil {
			t.Fatal(err)
		}
		out.WriteString("event: " + event.Type + "\ndata: " + string(data) + "\n\n")
		stream = stream[length:]
	}
	return out.String()
}
