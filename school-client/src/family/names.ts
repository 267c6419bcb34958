/** The last two words of a name, as a family calls a child: `Ánh Tuyết` of Nguyễn Thị Ánh Tuyết. */
export const callName = (name: string): string => name.split(' ').slice(-2).join(' ');

/** `8A1, THCS Tân Trào` needs a shorter school on a phone: the kind of school is left out. */
export const shortSchool = (name: string): string =>
  name.replace(/^(?:trường )?(?:TH&THCS|THCS & THPT|THCS&THPT|THPT|THCS|TH|Tiểu học) /i, '');
