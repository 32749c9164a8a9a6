// The fire and the watch around it.
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path
        class="flame"
        d="M16.4 4.5c.5 3.6-1.5 5.2-3.2 7.4-1.3 1.7-2.3 3.5-2.3 5.7 0 3.3 2.3 5.6 5.2 5.6s5.2-2.3 5.2-5.5c0-2-.8-3.7-1.9-5.1-.3 1.3-1 2.2-2 2.7.9-3.7-.1-8-1-10.8z"
      />
      <path class="watch" d="M5.2 20.5c1.2 4.3 5.5 7.3 10.8 7.3s9.6-3 10.8-7.3" />
    </svg>
  );
}
