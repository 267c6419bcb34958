/** After a submit that was not taken: the focus goes to the first wrong field, once it is drawn as wrong. */
export const focusFirstError = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
};
