package ir

// Shortcut is a method that picks out of a list of variants what is wanted most: those of
// one type, or their texts as one.
type Shortcut struct {
	Name string // e.g. "ToolUses"
	List *Field // whose elements are variants of a union
	Elem *Object
	Text *Field // of Elem, whose texts are joined; nil for the elements themselves
	Doc  Doc
}

// Marker is a function that sets a member of the last element of a list that has it, e.g.
// where the prompt is cached up to.
type Marker struct {
	Name  string // e.g. "SetCacheControl"
	List  *Field
	Elems *Union
	Wrap  *Alias // the variant of the member that is the list; nil if the member is a list itself
	Value *Object
	Param string // Go, e.g. "cacheControl"
	// Targets are the elements that have the member.
	Targets []FoldTarget
	// Plain is the variant of the member that is a text, and stands for one element, Text
	// in its member TextField; nil if there is none.
	Plain     *Alias
	Text      *Object
	TextField *Field
	Doc       Doc
}

// Poll says when waiting for something ends.
type Poll struct {
	Name  string // of the method, e.g. "Wait"
	Field *Field // of the answer, a string
	Until []string
	Doc   Doc
}

// Split says how a list that is too long for one request becomes several, and how the
// results of all are put in order.
type Split struct {
	Name string // of the method, e.g. "CreateAll"
	List *Field // of the params
	Max  int    // elements of one request
	Key  *Field // of an element, a string
	Doc  Doc

	Results *Operation // answers with a line for each element; nil for none
	Method  string     // name of the method for the results of all, e.g. "ResultsInOrder"
	ID      *Field     // of the answer: the argument of Results
	LineKey *Field     // of a line: that of the element it belongs to
}
