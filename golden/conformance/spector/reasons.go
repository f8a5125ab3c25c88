package main

// notDriven says why a scenario has no test.
var notDriven = reasons(map[string][]string{
	"XML: the client takes and returns it as text, and knows nothing of what is in it": {
		"Payload_Xml_ModelWithArrayOfModelValue_get",
		"Payload_Xml_ModelWithArrayOfModelValue_put",
		"Payload_Xml_ModelWithAttributesValue_get",
		"Payload_Xml_ModelWithAttributesValue_put",
		"Payload_Xml_ModelWithDatetimeValue_get",
		"Payload_Xml_ModelWithDatetimeValue_put",
		"Payload_Xml_ModelWithDictionaryValue_get",
		"Payload_Xml_ModelWithDictionaryValue_put",
		"Payload_Xml_ModelWithEmptyArrayValue_get",
		"Payload_Xml_ModelWithEmptyArrayValue_put",
		"Payload_Xml_ModelWithEncodedNamesValue_get",
		"Payload_Xml_ModelWithEncodedNamesValue_put",
		"Payload_Xml_ModelWithEnumValue_get",
		"Payload_Xml_ModelWithEnumValue_put",
		"Payload_Xml_ModelWithOptionalFieldValue_get",
		"Payload_Xml_ModelWithOptionalFieldValue_put",
		"Payload_Xml_ModelWithRenamedArraysValue_get",
		"Payload_Xml_ModelWithRenamedArraysValue_put",
		"Payload_Xml_ModelWithRenamedFieldsValue_get",
		"Payload_Xml_ModelWithRenamedFieldsValue_put",
		"Payload_Xml_ModelWithSimpleArraysValue_get",
		"Payload_Xml_ModelWithSimpleArraysValue_put",
		"Payload_Xml_ModelWithTextValue_get",
		"Payload_Xml_ModelWithTextValue_put",
		"Payload_Xml_ModelWithUnwrappedArrayValue_get",
		"Payload_Xml_ModelWithUnwrappedArrayValue_put",
		"Payload_Xml_SimpleModelValue_get",
		"Payload_Xml_SimpleModelValue_put",
		"Payload_Xml_XmlErrorValue_get",
		"Payload_Pageable_XmlPagination_listWithContinuation",
		"Payload_Pageable_XmlPagination_listWithNextLink",
	},
})

// reasons turns lists of scenarios by reason into reasons by scenario.
func reasons(lists map[string][]string) map[string]string {
	out := map[string]string{}
	for why, scenarios := range lists {
		for _, s := range scenarios {
			out[s] = why
		}
	}
	return out
}
