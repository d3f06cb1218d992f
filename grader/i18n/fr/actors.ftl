# Comment une phrase nomme ceux qui prennent part à un contrôle. Jamais après « de » ou « à » : « de le » se contracte.
role = { $role ->
    [server] serveur
    [client] client
    [worker] worker
   *[other] programme « { $role } »
}
actor-yours = votre { role }
actor-yours-member = votre { role } `{ $member }`
actor-reference = le { role } de référence
actor-reference-member = le { role } de référence `{ $member }`
actor-script = le { role } `{ $member }`
actor-unknown = le programme `{ $member }`
