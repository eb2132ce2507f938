import { caseQuestions } from "./case-questions.ts";
import { cityQuestions } from "./city-questions.ts";
import type { Question } from "./question.ts";

/** Every ready-made question, in the order they are offered. */
export const questions: readonly Question[] = [...caseQuestions, ...cityQuestions];
