package ir

// PieceRule says how an object that comes in pieces becomes one of the result. Members
// without a rule replace those of the same name.
type PieceRule struct {
	Members   []PieceMember
	Constants []*Field // of the result's object, which always has them
}

// PieceMember says what becomes of a member of the piece.
type PieceMember struct {
	From string     // in the document
	Into string     // of the result's object; empty if that has no such member
	Text bool       // it is concatenated
	By   string     // of a list: the member by which elements are told apart
	Rule *PieceRule // of an object or of the elements of a list, in pieces too
}
