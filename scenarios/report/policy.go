package report

// Policy describes the policy of a run.
type Policy struct {
	// File is its name, as it was given.
	File string `json:"file"`
	// Today is the day on which it was applied, such as 2027-03-01.
	Today string `json:"today"`
	// Unneeded are the acceptances of differences that there were not.
	Unneeded []Unneeded `json:"unneeded,omitempty"`
	// Ending are the acceptances that are needed and end soon: in 30 days or less.
	Ending []Ending `json:"ending,omitempty"`
	// Silent are the scenarios that are required and cannot fail.
	Silent []Silent `json:"silent,omitempty"`
}

// Unneeded is an acceptance in a policy, or the part of it, that met no difference.
type Unneeded struct {
	Scenario string `json:"scenario"`
	Profile  string `json:"profile"`
	// Cases are the patterns of cases that hold, "*" for the whole scenario.
	Cases   []string `json:"cases"`
	Because string   `json:"because"`
	// Until is its last day, empty for always. Expired tells that the day has passed.
	Until   string `json:"until,omitempty"`
	Expired bool   `json:"expired,omitempty"`
	// Line is where it stands in the file, counted from 1.
	Line int `json:"line"`
}

// Ending is an acceptance in a policy that meets a difference, which soon will fail.
type Ending struct {
	Scenario string `json:"scenario"`
	Profile  string `json:"profile"`
	Because  string `json:"because"`
	// Until is the last day, such as 2027-03-01.
	Until string `json:"until"`
	// Line is where it stands in the file, counted from 1.
	Line int `json:"line"`
}

// Silent are scenarios that a policy requires to hold against a profile that says
// nothing of them.
type Silent struct {
	Profile string `json:"profile"`
	// Scenarios are their ids.
	Scenarios []string `json:"scenarios"`
	// Line is where the requirement stands in the file, counted from 1.
	Line int `json:"line"`
}

// Acceptance is why a policy accepts a difference.
type Acceptance struct {
	Because string `json:"because"`
	// Until is the last day on which it does, empty for always. After it the verdict
	// is Fails, and Expired set.
	Until   string `json:"until,omitempty"`
	Expired bool   `json:"expired,omitempty"`
	// Line is where it stands in the policy's file, counted from 1.
	Line int `json:"line"`
}
