;;; hito.el --- blocks of plans, and hito lint  -*- lexical-binding: t -*-
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; In your own init file:
;;
;;     (load "/usr/local/share/hito/editor/hito")
;;
;; M-x hito-step, hito-objective, hito-kpi and hito-plan put in a block;
;; hito-paso, hito-objetivo, hito-indicador and hito-plan-es the same in
;; Spanish. M-x hito-lint checks the plans; C-x ` goes from finding to finding.

;;; Code:

(require 'skeleton)
(require 'compile)

(defun hito--today ()
  "The day of today as plans write it."
  (format-time-string "%Y-%m-%d"))

(defun hito--name ()
  "The name that the file of the buffer gives a plan."
  (file-name-base (or buffer-file-name "plan")))

(define-skeleton hito-step "Put in a step." nil
  "### " _ "\n\n```yaml step\nstate: todo\nid:\nowner:\n\nsuccess:\n"
  "\ndue: " (hito--today) "\nresources:\nestimate:\n\nneeds:\n```\n")

(define-skeleton hito-objective "Put in an objective." nil
  "## " _ "\n\n```yaml objective\nid:\nkpi:\n```\n")

(define-skeleton hito-kpi "Put in a KPI." nil
  "### " _ "\n\n```yaml kpi\nid:\nunit:\nfrom:\nto:\n"
  "by: " (hito--today) "\nsource:\n```\n")

(define-skeleton hito-plan "Put in the head of a plan." nil
  "---\nplan: " (hito--name) "\nlang: en\nowner:\nstart: " (hito--today)
  "\nend:\nreview: monthly\n---\n\n# " _ "\n")

(define-skeleton hito-paso "Pone un paso." nil
  "### " _ "\n\n```yaml paso\nestado: pendiente\nid:\nresponsable:\n\n"
  "criterio:\n\nvence: " (hito--today)
  "\nrecursos:\nestimación:\n\ndepende:\n```\n")

(define-skeleton hito-objetivo "Pone un objetivo." nil
  "## " _ "\n\n```yaml objetivo\nid:\nkpi:\n```\n")

(define-skeleton hito-indicador "Pone un indicador." nil
  "### " _ "\n\n```yaml kpi\nid:\nunidad:\nde:\na:\n"
  "fecha: " (hito--today) "\nfuente:\n```\n")

(define-skeleton hito-plan-es "Pone la cabecera de un plan." nil
  "---\nplan: " (hito--name) "\nidioma: es\nresponsable:\ninicio: "
  (hito--today) "\nfin:\nrevisión: mensual\n---\n\n# " _ "\n")

(defun hito-lint ()
  "Check the plans around the file of the buffer with hito lint."
  (interactive)
  (let ((default-directory
         (or (locate-dominating-file default-directory ".hito.yaml")
             (locate-dominating-file default-directory ".git")
             default-directory)))
    (compile "hito --color=never --no-pager lint")))

(provide 'hito)
;;; hito.el ends here
