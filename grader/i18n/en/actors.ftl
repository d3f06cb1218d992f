# How a sentence names those who take part in a check.
role = { $role ->
    [server] server
    [client] client
    [worker] worker
   *[other] program “{ $role }”
}
actor-yours = your { role }
actor-yours-member = your { role } `{ $member }`
actor-reference = the reference { role }
actor-reference-member = the reference { role } `{ $member }`
actor-script = the { role } `{ $member }`
actor-unknown = the program `{ $member }`
