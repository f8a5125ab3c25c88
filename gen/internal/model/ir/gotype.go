package ir

// GoType says what t is in Go: what is put before a name, e.g. "[]map[string]*",
// the name, and whether the generated package declares it.
func GoType(t Type) (prefix, name string, declared bool) {
	for {
		switch tt := t.(type) {
		case *List:
			prefix, t = prefix+"[]", tt.Elem
		case *Map:
			prefix, t = prefix+"map[string]", tt.Elem
		case *Pointer:
			prefix, t = prefix+"*", tt.Elem
		case *Basic:
			return prefix, basicNames[tt.Kind], tt.Kind == Date || tt.Kind == File
		case Named:
			return prefix, tt.Declaration().Name, true
		default:
			return prefix, "any", false
		}
	}
}

// basicNames are the types that have no declaration of their own, and those that
// the runtime declares.
var basicNames = map[BasicKind]string{
	String: "string", Bool: "bool", Int64: "int64", Int32: "int32", Float64: "float64", Float32: "float32",
	Uint64: "uint64", Number: "json.Number", Time: "time.Time", Date: "Date", Bytes: "[]byte", BytesURL: "[]byte", File: "File", Raw: "json.RawMessage",
}
