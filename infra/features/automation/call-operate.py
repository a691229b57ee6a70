"""Asks one operate command, signed as the role of this automation."""

import json
import time
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

LONGEST_REASON = 512
LONGEST_ANSWER = 20000
# Systems Manager stops a script after ten minutes
PATIENCE_SECONDS = 540


def call_operate(events, context):
    given = {field: value for field, value in events["Fields"].items() if value != ""}
    given.update({field: True for field, value in events["Switches"].items() if value == "true"})
    command = events["Command"]
    if not given and "Otherwise" in events:
        command = events["Otherwise"]
    if "reason" in given:
        given["reason"] = with_origin(given["reason"], events)
    end = time.time() + PATIENCE_SECONDS
    answer = ask(events["Url"] + command, given)
    while goes_on(command, answer) and time.time() < end:
        if "next" in answer:
            given["cursor"] = answer["next"]
        answer = ask(events["Url"] + command, given)
    return {"Command": command, "Answer": shortened(json.dumps(answer, ensure_ascii=False))}


def goes_on(command, answer):
    # a change of mode that found no time for everybody goes on when the same is asked again; anything else only from where it says, for
    # what is asked anew begins anew, also what stopped for a good reason
    return answer.get("complete") is False and ("next" in answer or command == "mode")


def with_origin(reason, events):
    approvers = [decision["Approver"] for decision in events.get("Decisions", []) if decision["Decision"] == "Approve"]
    approved = ", approved by " + ", ".join(approvers) if approvers else ""
    return f"{reason} (automation {events['Execution']}{approved})"[:LONGEST_REASON].rstrip()


def shortened(text):
    return text if len(text) <= LONGEST_ANSWER else text[:LONGEST_ANSWER] + " … (ask the command line for the rest)"


def ask(url, given):
    body = json.dumps(given)
    session = boto3.Session()
    request = AWSRequest(method="POST", url=url, data=body, headers={"content-type": "application/json"})
    SigV4Auth(session.get_credentials(), "execute-api", session.region_name).add_auth(request)
    prepared = urllib.request.Request(url, data=body.encode("utf-8"), headers=dict(request.headers), method="POST")
    try:
        with urllib.request.urlopen(prepared, timeout=35) as response:
            return json.loads(response.read())
    except urllib.error.HTTPError as refusal:
        said = refusal.read().decode("utf-8", "replace")
        raise RuntimeError(f"{url} answered {refusal.code}: {said}") from None
