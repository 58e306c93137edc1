"""Reads a list of IAM policy documents as JSON, writes what cloudsplaining finds in each."""

import json
import sys

from cloudsplaining.output.policy_finding import PolicyFinding
from cloudsplaining.scan.policy_document import PolicyDocument
from cloudsplaining.shared.exclusions import Exclusions

# its default exclusions are for accounts, not for templates
NOTHING_EXCLUDED = Exclusions({"exclude-actions": []})


def as_text(item):
    """Privilege escalation comes as a named combination of actions, all else as actions."""
    if isinstance(item, dict):
        return f"{item['type']} ({', '.join(item['actions'])})"
    return str(item)


def risks(document):
    """The findings by risk; what is not a risk, such as the services that the policy names, has no severity."""
    results = PolicyFinding(PolicyDocument(document), NOTHING_EXCLUDED).results
    return {
        risk: sorted(as_text(item) for item in result["findings"])
        for risk, result in results.items()
        if isinstance(result, dict)
    }


json.dump([risks(document) for document in json.load(sys.stdin)], sys.stdout)
