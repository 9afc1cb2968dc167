// An old copy of a page, from a cache or a disk, says that its review is overdue.
for (const line of document.querySelectorAll("[data-due]")) {
  line.hidden &&= new Date() < new Date(line.dataset.due);
}
