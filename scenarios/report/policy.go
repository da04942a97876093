package report

// Policy describes the policy of a run.
type Policy struct {
	// File is the name of the policy's file, as given to policy.Read or policy.Parse.
	File string `json:"file"`
	// Today is the day of the run, such as 2027-03-01.
	Today string `json:"today"`
	// Unneeded lists the acceptances that matched no difference.
	Unneeded []Unneeded `json:"unneeded,omitempty"`
	// Ending lists the acceptances that matched a difference and end in 30 days or
	// less.
	Ending []Ending `json:"ending,omitempty"`
	// Silent lists the required scenarios that cannot fail.
	Silent []Silent `json:"silent,omitempty"`
}

// Unneeded is an acceptance in a policy, or a part of one, that matched no difference.
type Unneeded struct {
	Scenario string `json:"scenario"`
	Profile  string `json:"profile"`
	// Cases are the patterns without a difference, "*" for the whole scenario.
	Cases   []string `json:"cases"`
	Because string   `json:"because"`
	// Until is the last day of the acceptance, empty if it does not end. Expired
	// reports that the day has passed.
	Until   string `json:"until,omitempty"`
	Expired bool   `json:"expired,omitempty"`
	// Line is the line of the acceptance in the file, counted from 1.
	Line int `json:"line"`
}

// Ending is an acceptance in a policy that matched a difference and ends soon. After
// its end the difference fails.
type Ending struct {
	Scenario string `json:"scenario"`
	Profile  string `json:"profile"`
	Because  string `json:"because"`
	// Until is the last day, such as 2027-03-01.
	Until string `json:"until"`
	// Line is the line of the acceptance in the file, counted from 1.
	Line int `json:"line"`
}

// Silent lists scenarios that a policy requires, but of which the profile expects
// nothing.
type Silent struct {
	Profile string `json:"profile"`
	// Scenarios are the ids of the scenarios.
	Scenarios []string `json:"scenarios"`
	// Line is the line of the requirement in the file, counted from 1.
	Line int `json:"line"`
}

// Acceptance records why a policy accepts a difference.
type Acceptance struct {
	Because string `json:"because"`
	// Until is the last day of the acceptance, empty if it does not end. After that day
	// Expired is set and the verdict is Fails.
	Until   string `json:"until,omitempty"`
	Expired bool   `json:"expired,omitempty"`
	// Line is the line of the acceptance in the policy's file, counted from 1.
	Line int `json:"line"`
}
