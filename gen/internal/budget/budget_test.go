package budget_test

import (
	"testing"

	"github.com/claudegen/claudegen/gen/internal/budget"
)

func TestBudget(t *testing.T) {
	b := budget.New(3)
	if !b.Spend(2) || !b.Spend(1) || b.Exhausted() {
		t.Error("three steps are more than three")
	}
	if b.Spend(1) || !b.Exhausted() || b.Spend(0) {
		t.Error("a fourth step was to be had")
	}
	var none *budget.Budget
	if !none.Spend(1<<40) || none.Exhausted() {
		t.Error("no budget has an end")
	}
}
