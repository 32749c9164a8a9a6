// Where a page about a person says that one of their devices is lost: the way there ends at that device, not above all.
import type { PersonDeviceView } from "@fogata/sync";

export const lostAt = ({ id }: Pick<PersonDeviceView, "id">): string => `device-${id}`;
