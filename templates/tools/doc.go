// Package tools is a loop that talks to a model and runs the tools that it calls.
// Generated code adds how the API has conversations, and its types, in the place of
// those of package chat.
package tools
