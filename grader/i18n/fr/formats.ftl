# Le rapport dans d'autres systèmes : intégration continue, plateformes de cours, navigateurs.

not-a-zero = Personne ne peut encore dire si ces points sont gagnés : ce n’est pas la faute du rendu, et ce n’est pas un zéro. Notez-le de nouveau.
annotations-more = { $count ->
    [one] { $count } autre message est dans le journal.
   *[other] { $count } autres messages sont dans le journal.
}
report-cut = La suite ne tient pas ici ; elle est dans le journal.
diagram-title = L’échange, en diagramme
column-verdict = Verdict
column-check = Contrôle
column-points = Points
