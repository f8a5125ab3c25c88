package ir

// ToolLoop says how a conversation in which the model calls tools is made of an
// operation.
type ToolLoop struct {
	Turns *Field // of the params: the list of turns
	Tools *Field // of the params: the list of tools
	// Define is the type of the tools that are made here: an element of Tools, or a
	// variant of one.
	Define *Object
	Tool   ToolPaths
	// ToTurn makes a turn of an answer; nil if TurnAt leads to what becomes one.
	ToTurn  *Constructor
	TurnAt  []string
	Stop    LoopStop
	Call    LoopCall
	Result  LoopResult
	Choice  *LoopChoice
	Carry   []LoopCarry
	Usage   []string // path in the answer to what it cost; nil for none
	UsageOf *Object
	Format  *LoopFormat // nil if answers can't be given a schema
}

// LoopFormat says how a request makes the answer JSON of a schema.
type LoopFormat struct {
	Field   *Field   // of the params, that has the format
	In      []string // path in it to the format; empty if it is the format
	Type    *Object  // of the format
	Set     []LoopText
	Schema  []string // path in the format
	List    []string // path in the answer to the list with the text; empty for the answer itself
	Is      []LoopText
	Text    []string // path in an element
	Refused []string // values of the stop reason
	PieceIs []LoopText
	PieceAt []string // path in an event; nil if no event has a piece
	PieceOf []string
}

// LoopText is a member that is set to a text.
type LoopText struct{ Name, Value string }

// ToolPaths says where the definition of a tool has what.
type ToolPaths struct {
	Name, Description, Schema []string
	Set                       []LoopText
}

// LoopStop says why an answer ended.
type LoopStop struct {
	Reason           []string // path in the answer
	Run, Resume, Cut []string // values
}

// LoopCall says what a call is.
type LoopCall struct {
	In              []string // path in the answer to the list that has the calls
	Is, After       []LoopText
	ID, Name, Input []string // paths in a call
	Text            bool     // the input is JSON in a string
}

// LoopResult says how results are sent.
type LoopResult struct {
	Turn   []LoopText // members of the turn
	In     string     // its list of results; "" if a result is a turn
	Set    []LoopText // members of a result
	Call   string     // member with the id of the call
	Member string     // member with what the tool returned
	Error  string     // member that says whether it failed; "" for none
	Repeat []string
	Block  *Union // element of lists that the content may be; nil if it can't be one
	// Text and TextIn are a block that has text, if the content can't be a string.
	Text   []LoopText
	TextIn string
}

// LoopChoice says how a request makes the model call a tool.
type LoopChoice struct {
	Field *Field // of the params
	Tag   string // that tells objects among the choices apart
	Free  []string
	Then  string // JSON
	Keep  []string
}

// LoopCarry is a member of the params that the next request takes from an answer.
type LoopCarry struct {
	Field *Field
	From  []string
	As    string // member of the field, where that is an object
}
