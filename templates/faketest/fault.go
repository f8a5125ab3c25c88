package faketest

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault is something that goes wrong with an answer. Its members go together
// where that makes sense: a delay before a status, for example. The zero Fault
// lets a request pass, which is of use between others.
type Fault struct {
	// Operation limits the fault to one operation, e.g. "messages.create". If
	// it is empty, the fault hits whichever comes next.
	Operation string
	// Times is how often it happens; 0 is once, less than 0 is always.
	Times int

	// Delay is the wait before the answer.
	Delay time.Duration
	// Status is answered in place of what was scripted, e.g. 529, with the
	// error type that the document has for it.
	Status int
	// RetryAfter goes with Status.
	RetryAfter time.Duration
	// CutConnection ends the connection without an answer.
	CutConnection bool
	// CutBody ends the connection after so many bytes of the body, if the
	// body has more: new(0) cuts right after the header.
	CutBody *int
	// CutStream ends the connection after so many events or lines, and before
	// what tells the client that they are all.
	CutStream *int
	// BadJSON spoils the JSON of the answer, or of the first event or line.
	BadJSON bool
}

// pendingFault is a fault and how often it is still to happen.
type pendingFault struct {
	fault Fault
	left  int
}

// Fault adds to the queue of faults. A request takes the first of the queue that
// is for its operation.
func (f *fake) Fault(fault Fault) {
	f.t.Helper()
	if fault.Operation != "" && !slices.ContainsFunc(f.api.operations, func(op *operation) bool { return op.id == fault.Operation }) {
		f.t.Errorf("fake server: no operation %q for a fault: there are %s", fault.Operation, f.operationIDs())
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	times := fault.Times
	if times == 0 {
		times = 1
	}
	f.faults = append(f.faults, &pendingFault{fault, times})
}

func (f *fake) operationIDs() string {
	var ids []string
	for _, op := range f.api.operations {
		ids = append(ids, op.id)
	}
	return strings.Join(ids, ", ")
}

// nextFault takes the fault for a request; the zero Fault if there is none.
func (f *fake) nextFault(op *operation) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, p := range f.faults {
		if p.fault.Operation != "" && p.fault.Operation != op.id {
			continue
		}
		fault := p.fault
		if p.left--; p.left == 0 {
			f.faults = slices.Delete(f.faults, i, i+1)
		}
		return &fault
	}
	return &Fault{}
}

// delay waits if the fault says so, and reports whether to go on.
func (a *answer) delay() bool { return a.fault.Delay <= 0 || a.wait(a.fault.Delay) }

// faulted makes the answer if the fault leaves nothing of what was scripted.
func (a *answer) faulted() bool {
	switch {
	case a.fault.CutConnection:
		a.cutConnection()
	case a.fault.Status != 0:
		e := Error(a.fault.Status, "", "fault")
		e.RetryAfter = a.fault.RetryAfter
		a.sendError(e)
	default:
		return false
	}
	return true
}

// cutConnection ends the connection. Part of a status line goes out before:
// without any byte, net/http may send the request again by itself.
func (a *answer) cutConnection() {
	conn, _, err := http.NewResponseController(a.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	_, _ = io.WriteString(conn, "HTTP/1.1 ") // the client may have gone
	_ = conn.Close()
}

// cutStream ends the connection if it is time.
func (a *answer) cutStream(sent int) {
	if a.fault.CutStream != nil && sent == *a.fault.CutStream {
		panic(http.ErrAbortHandler)
	}
}

// cutWriter ends the connection when it would write more than left bytes.
type cutWriter struct {
	w    http.ResponseWriter
	left int
}

func (c *cutWriter) Write(p []byte) (int, error) {
	if len(p) <= c.left {
		c.left -= len(p)
		return c.w.Write(p)
	}
	_, _ = c.w.Write(p[:c.left])                // the connection ends anyway
	_ = http.NewResponseController(c.w).Flush() // likewise
	panic(http.ErrAbortHandler)
}
