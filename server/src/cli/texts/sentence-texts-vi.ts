/** A pattern over an English sentence, and the Vietnamese words for it. */
type Sentence = readonly [english: RegExp, vietnamese: string];

/*
 * Faults and the details of refusals come in English from the parts that know them: these also log them and answer
 * devices with them. Their Vietnamese words for a person who runs a command stand here. A sentence that is worded anew has
 * to be worded anew here: `test/house/command-texts.test.ts` finds it.
 */

/** The findings of `hocba doctor`, `backup` and `restore`. */
const FAULTS: readonly Sentence[] = [
  [
    /^account (\S+) came to a canary at (\S+) \((\S+), audit row (\d+)\)$/,
    'tài khoản $1 đã chạm tới học sinh mồi lúc $2 ($3, dòng $4 của sổ kiểm tra)',
  ],
  [/^audit: the chain is broken at row (\d+)$/, 'sổ kiểm tra: chuỗi bị đứt ở dòng $1'],
  [/^the chain is broken at row (\d+)$/, 'chuỗi bị đứt ở dòng $1'],
  [/^the chain of the submissions of (.+) does not fit$/, 'chuỗi nội dung đã nhận của $1 không khớp'],
  [
    /^heads beside the keys tell that this registry had a chain key, [\s\S]*$/,
    'các mốc đối chiếu cạnh tệp khóa cho biết hệ thống đã có khóa chuỗi, nhưng cơ sở dữ liệu thì không: khôi phục một bản sao bằng "hocba restore", hoặc niêm phong mọi dòng như hiện có bằng "hocba migrate --new-chain-key"',
  ],
  [
    /^the chain key in SESSION_KEY_FILE is not the one of this database; [\s\S]*$/,
    'khóa chuỗi trong SESSION_KEY_FILE không phải khóa của cơ sở dữ liệu này; server/OPERATING.md, mục "Backup", nói cách xử lý',
  ],
  [
    /^submission (\d+) of (.+) is not as this registry wrote it$/,
    'nội dung đã nhận số $1 của $2 không còn như hệ thống đã ghi',
  ],
  [
    /^the chain of the submissions of (.+) does not fit up to number (\d+)$/,
    'chuỗi nội dung đã nhận của $1 không khớp, tính đến số $2',
  ],
  [
    /\bline (\d+) holds a head that was altered or cut off$/,
    'dòng $1 có mốc đối chiếu đã bị sửa hoặc bị cắt',
  ],
  [
    /\bline (\d+) holds a head that another key signed: (\S+)$/,
    'dòng $1 có mốc đối chiếu do khóa khác ký: $2',
  ],
  [
    /\bthe head of (\S+) is of epoch (\S+), which this database never had: .*$/,
    'mốc đối chiếu lúc $1 thuộc kỷ nguyên $2 mà cơ sở dữ liệu này chưa từng có: cơ sở dữ liệu đã bị thay, hoặc kỷ nguyên bị đổi mà không dùng "hocba restore"',
  ],
  [
    /\baudit rows up to (\d+) are not those of the head of (\S+)$/,
    'sổ kiểm tra đến dòng $1 không còn như trong mốc đối chiếu lúc $2',
  ],
  [
    /\baudit row (\d+) is gone, which the head of (\S+) has$/,
    'sổ kiểm tra mất dòng $1, có trong mốc đối chiếu lúc $2',
  ],
  [
    /\bthe log of (\S+) up to (\d+) is not that of the head of (\S+)$/,
    'nội dung đã nhận của $1 đến số $2 không còn như trong mốc đối chiếu lúc $3',
  ],
  [
    /\bthe log of (\S+) ends before (\d+), which the head of (\S+) has$/,
    'nội dung đã nhận của $1 kết thúc trước số $2, có trong mốc đối chiếu lúc $3',
  ],
  [
    /\bit holds no head of this database, so nothing was compared$/,
    'tệp không có mốc đối chiếu nào của cơ sở dữ liệu này, nên chưa so được gì',
  ],
  [
    /\bits heads are all of what a restore or another chain key left behind, so nothing was compared$/,
    'các mốc đối chiếu của tệp đều thuộc phần đã bỏ lại khi phục hồi hoặc đổi khóa chuỗi, nên chưa so được gì',
  ],
  [
    /^the change of (\S+) of (\S+) to nobody on (\S+)/,
    'thay đổi phân công $1 của trường $2 (không giao cho ai từ ngày $3)',
  ],
  [
    /^the change of (\S+) of (\S+) to (\S+) on (\S+)/,
    'thay đổi phân công $1 của trường $2 (giao cho $3 từ ngày $4)',
  ],
  [
    /; "hocba account planned" lists it, and calls it off with --cancel$/,
    '; "hocba account planned" liệt kê, thêm --cancel để hủy',
  ],
  [/; "hocba keys resume" makes it due again$/, '; "hocba keys resume" cho làm lại'],
  [/; "hocba keys resume" lifts the halt$/, '; khi đã rõ nguyên nhân, "hocba keys resume" cho ký tiếp'],
  [/^the lane (\S+) is halted since (\S+): /, 'việc nền $1 bị dừng từ $2: '],
  [/\btime went backwards\b/, 'đồng hồ của máy đã chạy lùi'],
  [/\bown signature does not verify: /, 'chữ ký vừa tạo không kiểm tra được: '],
  [
    /\bthe record is of (\S+), and the signing key is valid from (\S+) to (\S+); "hocba keys renew --signing-key --from TIME" makes one for that time/,
    'học bạ duyệt lúc $1, khóa ký chỉ có hiệu lực từ $2 đến $3; "hocba keys renew --signing-key --from LÚC" tạo khóa cho lúc đó',
  ],
  [
    /^a new signing key can be valid from (\S+) on, and from no later than now$/,
    'khóa ký mới có thể có hiệu lực sớm nhất từ $1 và không muộn hơn bây giờ',
  ],
  [/ was given up: /, ' đã phải bỏ dở: '],
  [/^the frozen text (\S+) is neither signed nor due$/, 'bản chốt $1 chưa được ký mà cũng không chờ ký'],
  [/ waits since (.+)$/, ' chờ từ $1'],
  [/ counts to (\d+), beyond its last document$/, ' đếm đến $1, vượt quá nội dung cuối cùng'],
  [
    /^it stands before a time that the registry has seen$/,
    'đồng hồ của máy chậm hơn một thời điểm đã ghi trong dữ liệu',
  ],
  [
    /^it is not the one of this program; run "hocba migrate"$/,
    'chưa đúng cấu trúc của chương trình này; vui lòng chạy "hocba migrate"',
  ],
  [
    /^schema: not the one of this program; run "hocba migrate" first$/,
    'chưa đúng cấu trúc của chương trình này; vui lòng chạy "hocba migrate" trước',
  ],
  [
    /^(\S+): submission (\d+) is of account (\S+), which had no right to it by the audit$/,
    '$1: nội dung $2 là của tài khoản $3, mà theo sổ kiểm tra thì tài khoản này không có quyền',
  ],
  [
    /\bit signed in at (\S+) with a password that is not what the audit says$/,
    'đã đăng nhập lúc $1 bằng mật khẩu khác với sổ kiểm tra',
  ],
  [/ is not what the audit says since (\S+)$/, ' khác với sổ kiểm tra từ lúc $1'],
  [/^account (\S+): /, 'tài khoản $1: '],
  [/\bits role\b/, 'vai trò'],
  [/\bits school\b/, 'trường'],
  [/\bwhether it is disabled\b/, 'việc bị khóa hay không'],
  [/\bwhether it has to change its password\b/, 'việc phải đổi mật khẩu'],
  [/\bits password\b/, 'mật khẩu'],
  [/\bits name\b/, 'tên người dùng'],
  [/^account (?=\S+ is )/, 'tài khoản '],
  [/^assignment (\S+) (\S+) to (\S+)/, 'phân công $2 của trường $1 cho $3'],
  [/^one-time code of (\S+) for (\S+) of (\S+)/, 'mã tra cứu của $1 cho trường $2 cấp lúc $3'],
  [/^guardian link (\S+) of (\S+)/, 'liên kết người giám hộ $1 của $2'],
  [/^order (\S+) about a guardian of (\S+)/, 'quyết định hạn chế $1 về người giám hộ của $2'],
  [/^look-up grant of (\S+) for (\S+) of (\S+)/, 'quyền tra cứu $1 của trường $2 từ lúc $3'],
  [/^paper slip of (\S+) by (\S+) of (\S+)/, 'phiếu giấy của $1 do trường $2 in lúc $3'],
  [/^note of where (\S+) is of (\S+)/, 'ghi chú về nơi ở của $1 lúc $2'],
  [/^pupil (?=\S+ is )/, 'học sinh '],
  [/^class (\S+) of (\S+): /, 'lớp $1 của $2: '],
  [/^class (\S+) of (\S+)(?= is )/, 'lớp $1 của $2'],
  [/ is in no act of the audit$/, ' không có trong sổ kiểm tra'],
  [/ is not what the audit says$/, ' khác với sổ kiểm tra'],
  [/ is not what the log says$/, ' khác với nhật ký'],
  [/ is missing$/, ' bị thiếu'],
  [/ is of another dossier$/, ' là của hồ sơ khác'],
  [/^signed record (\S+): /, 'học bạ đã ký $1: '],
  [/^signed confirmation (\S+)(?=:| is )/, 'giấy xác nhận đã ký $1'],
  [/ is not what its row says$/, ' khác với dòng dữ liệu của nó'],
  [/^signed decision of dossier\b/, 'quyết định đã ký của hồ sơ'],
  [/^signed receipt of dossier\b/, 'biên nhận đã ký của hồ sơ'],
  [/^signed summary of dossier\b/, 'bảng tổng hợp kết quả đã ký của hồ sơ'],
  [/^signed request of dossier\b/, 'văn bản đề nghị đã ký của hồ sơ'],
  [/^signed commitment of dossier\b/, 'bản cam kết đã ký của hồ sơ'],
  [
    /^the events of dossier (\S+) are not as they were written$/,
    'diễn biến của hồ sơ $1 không còn như hệ thống đã ghi',
  ],
  [
    /^promise (\S+) is not as it was written$/,
    'văn bản đề nghị hoặc cam kết $1 không còn như hệ thống đã ghi',
  ],
  [/^a photo of dossier (\S+) is not the one that was sent$/, 'một ảnh của hồ sơ $1 khác với ảnh đã gửi'],
  [/^dossier (\S+) is not what its events say$/, 'hồ sơ $1 khác với diễn biến của nó'],
  [
    /^there is no database (.+); run "hocba migrate"$/,
    'chưa có cơ sở dữ liệu $1; vui lòng chạy "hocba migrate"',
  ],
  [/^less than 256 MiB are free$/, 'còn trống dưới 256 MiB'],
  [
    /^(.+) can be read by others on this machine: chmod 600 (.+)$/,
    '$1 người khác trên máy này đọc được; vui lòng chạy: chmod 600 $2',
  ],
  [
    /^(.+) lies beside the signing key: .*$/,
    '$1 nằm cạnh khóa ký: vui lòng chuyển sang thiết bị không nối mạng và giữ thêm một bản',
  ],
  [
    /^The database is an older copy .*\((\d+) of (\d+) changes, as (.+) says\)[\s\S]*$/,
    'Đây là bản cũ của cơ sở dữ liệu đã chạy ($1 trên $2 thay đổi, theo $3), các máy của trường không nhận ra được.\n  Chuyển bản này đi rồi đặt bản đúng vào chỗ bằng "hocba restore BẢN-SAO --verify"; với PostgreSQL xem server/OPERATING.md, mục "Backup" và "PostgreSQL".',
  ],
  [
    /^the (trust list|signing key) expires on (\S+), in (\d+) days?; run (.+)$/,
    '$1 hết hạn ngày $2, còn $3 ngày; chạy $4',
  ],
  [
    /^the trust list has expired on (\S+): .*; run (.+)$/,
    'trust list đã hết hạn ngày $1: không kiểm tra được học bạ nào; chạy $2',
  ],
  [
    /^the signing key has expired on (\S+): .*; run (.+)$/,
    'signing key đã hết hạn ngày $1: không ký được học bạ nào; chạy $2',
  ],
  [/^trust list\b/, 'danh sách khóa tin cậy'],
  [/^signing key\b/, 'khóa ký'],
  [/^the file is not the database of a registry$/, 'tệp này không phải cơ sở dữ liệu của hệ thống'],
  [/^a row of (\S+) points at a row that is not there$/, 'một dòng của bảng $1 trỏ đến dòng không có'],
  [
    /^The session key file lacks (.+?) of its three keys of 32 bytes; "hocba keys create --missing" makes what is missing/,
    'Tệp khóa phiên thiếu $1 trong ba khóa 32 byte; "hocba keys create --missing" tạo khóa còn thiếu',
  ],
  [
    /; a chain key that the database is under already comes back from its backup alone$/,
    '; riêng khóa chuỗi mà cơ sở dữ liệu đang dùng chỉ lấy lại được từ bản sao lưu của nó',
  ],
  [
    /^The session key file does not hold three keys of 32 bytes$/,
    'Tệp khóa phiên không có đúng ba khóa 32 byte',
  ],
  [
    /^The session key file (.+) cannot be read; [\s\S]*$/,
    'Không đọc được tệp khóa phiên $1; "hocba keys create" tạo tệp đầu tiên, server/OPERATING.md, mục "Backup", nói cách thay tệp đã mất',
  ],
];

/** The faults of the settings, in `config.ts`. */
const SETTINGS: readonly Sentence[] = [
  [/^The configuration has faults:/, 'Các mục cấu hình sau chưa đúng:'],
  [/^( *)(\S+) must be set: /gm, '$1$2 chưa được đặt; cần: '],
  [/^( *)(\S+) must be /gm, '$1$2 cần là: '],
  [/\bfile:PATH, memory: or postgres:/g, 'file:ĐƯỜNG-DẪN, memory: hoặc postgres:'],
  [
    /\bthe https address people open, without a path \(plain http only on this machine itself\)/g,
    'địa chỉ https mà mọi người mở, không có đường dẫn (http chỉ dùng trên chính máy này)',
  ],
  [/\bADDRESS:PORT\b/g, 'ĐỊA-CHỈ:CỔNG'],
  [
    /\baddresses or networks of the reverse proxies, with commas between/g,
    'địa chỉ hoặc mạng của các máy chủ trung gian, cách nhau bằng dấu phẩy',
  ],
  [/\bthe path of a file\b/g, 'đường dẫn của một tệp'],
  [/\bthe path of a folder\b/g, 'đường dẫn của một thư mục'],
  [/\ba time zone of the IANA list\b/g, 'múi giờ theo danh sách IANA'],
  [
    /\breplace or remove: how the one-subject lift makes a subject harmless/g,
    'replace hoặc remove: cách xét bỏ qua một môn khi xếp loại',
  ],
  [/\ba whole number of days from 0 to 365; 0 for never/g, 'số ngày nguyên từ 0 đến 365; 0 là không bao giờ'],
  [/\ba whole number from 1 to 99999999/g, 'số nguyên từ 1 đến 99999999'],
  [/\btrace or silent$/gm, 'trace hoặc silent'],
  [/\bempty, or a mailto: or https: address/g, 'để trống, hoặc địa chỉ mailto: hay https:'],
];

/** The words in brackets behind a refusal. */
const DETAILS: readonly Sentence[] = [
  [/lies beyond what is read/, 'nằm ngoài vùng được đọc'],
  [/a text of more than (\d+) letters/, 'một ô có hơn $1 ký tự'],
  [/more than (\d+) cells/, 'hơn $1 ô'],
  [/more than (\d+) letters/, 'hơn $1 ký tự'],
  [/more than (\d+) elements/, 'hơn $1 phần tử XML'],
  [/(\d+) bytes unpacked/, '$1 byte sau khi giải nén'],
  [/(\d+) bytes/, '$1 byte'],
  [/(\d+) sheets/, '$1 trang tính'],
  [/(\d+) rows/, '$1 dòng'],
  [/sheet "(.*)", cell/, 'trang tính "$1", ô'],
  [/sheet "(.*)" is none/, '"$1" không phải trang tính'],
  [/sheet "(.*)" gives one cell twice/, 'trang tính "$1" ghi một ô hai lần'],
  [/no cell is called/, 'không có ô nào tên là'],
  [/a row without a number/, 'dòng không có số'],
  [/damaged XML in the workbook/, 'nội dung XML bị hỏng'],
  [/damaged zip file/, 'tệp nén bị hỏng'],
  [/the file is empty/, 'tệp rỗng'],
  [/a PDF document/, 'đây là tệp PDF'],
  [/a picture/, 'đây là tệp ảnh'],
  [/a text as CSV/, 'đây là tệp văn bản CSV'],
  [/a web page under the name of a workbook/, 'đây là trang web đặt tên như bảng tính'],
  [/not a workbook of any program/, 'không phải bảng tính'],
  [/; save the table itself as \.xlsx/, '; vui lòng lưu chính bảng tính thành .xlsx'],
  [/; open it and save it as \.xlsx/, '; vui lòng mở tệp rồi lưu thành .xlsx'],
  [/; save it as \.xlsx/, '; vui lòng lưu thành .xlsx'],
  [/not a workbook/, 'không phải bảng tính'],
  [/a workbook without sheets/, 'bảng tính không có trang nào'],
  [/cannot open/, 'không mở được'],
  [/; (\S+) of (\d{4}-\d{4}) has /, '; lớp $1 năm học $2 có '],
  [/^(\S+) of (\d{4}-\d{4})$/, '$1, năm học $2'],
  [/^(\S+) needs a school$/, 'vai trò $1 cần --school'],
  [/^(department|operator) has no school$/, 'vai trò $1 không thuộc trường nào'],
  [/ has no school$/, ' không thuộc trường nào'],
  [/^only teachers are assigned to classes$/, 'chỉ giáo viên được phân công lớp'],
  [/ is no teacher of this school, or is disabled$/, ' không phải giáo viên của trường này, hoặc đã bị khóa'],
  [/^(\S+) does not have /, '$1 không được phân công '],
  [/^--on (\S+) is over; without --on it is at once$/, '--on $1 đã qua; không ghi --on thì có hiệu lực ngay'],
  [/^--on (\S+) is not in the school year /, '--on $1 không thuộc năm học '],
  [
    /^(\S+) has (\S+); create the account without it, then: (.+)$/,
    '$1 đang giữ $2; vui lòng tạo tài khoản không có phần đó, rồi chạy: $3',
  ],
  [/^the database is held$/, 'chương trình khác đang giữ cơ sở dữ liệu'],
  [/^the database is away$/, 'chưa nối được cơ sở dữ liệu'],
];

/** The words for an operator about the database and files, in `storage/engine/away.ts`. */
const PLACES: readonly Sentence[] = [
  [
    /^The database refuses the password in DATABASE_URL/,
    'Cơ sở dữ liệu không nhận mật khẩu trong DATABASE_URL',
  ],
  [
    /^The database does not let the user of DATABASE_URL in from this machine; see its pg_hba.conf/,
    'Cơ sở dữ liệu không cho người dùng của DATABASE_URL vào từ máy này; xem tệp pg_hba.conf của nó',
  ],
  [
    /^The database that DATABASE_URL names does not exist; make an empty one first/,
    'Chưa có cơ sở dữ liệu ghi trong DATABASE_URL; vui lòng tạo một cơ sở dữ liệu trống trước',
  ],
  [
    /^The database does not allow the user of DATABASE_URL to do this; the user must own the database/,
    'Cơ sở dữ liệu không cho người dùng của DATABASE_URL làm việc này; người dùng phải là chủ cơ sở dữ liệu',
  ],
  [
    /^The database has no connection left for this program/,
    'Cơ sở dữ liệu không còn kết nối cho chương trình này',
  ],
  [
    /^The database file cannot be opened or made; is its folder there, and may this user write in it\?/,
    'Không mở hoặc tạo được tệp cơ sở dữ liệu; thư mục đã có chưa, người dùng này có được ghi vào đó không?',
  ],
  [
    /^The database file or its folder cannot be written by this user/,
    'Người dùng này không ghi được vào tệp cơ sở dữ liệu hoặc thư mục của nó',
  ],
  [/^The file is not a database/, 'Tệp không phải cơ sở dữ liệu'],
  [/^The database file is damaged; see "hocba doctor"/, 'Tệp cơ sở dữ liệu bị hỏng; xem "hocba doctor"'],
  [
    /^Another program holds the database file \((.+)\); try again when it is done\.$/,
    'Một chương trình khác đang giữ tệp cơ sở dữ liệu ($1); vui lòng thử lại khi nó xong.',
  ],
  [
    /^The database cannot be reached \((.+)\)\. Is it running, and is DATABASE_URL right\?$/,
    'Không nối được cơ sở dữ liệu ($1). Cơ sở dữ liệu có đang chạy không, DATABASE_URL có đúng không?',
  ],
  [
    /^Another program uses the address of LISTEN; end it, or name another port/,
    'Chương trình khác đang dùng địa chỉ ghi ở LISTEN; vui lòng tắt chương trình đó hoặc đặt cổng khác',
  ],
  [/^This machine has no such address as LISTEN names/, 'Máy này không có địa chỉ ghi ở LISTEN'],
  [
    /^This user may not open the port of LISTEN; ports below 1024 are for the system/,
    'Người dùng này không được mở cổng ghi ở LISTEN; các cổng dưới 1024 dành cho hệ thống',
  ],
  [/\bThis user may not use it/, 'người dùng này không được dùng'],
  [/\bIt lies on a disk that cannot be written/, 'nằm trên ổ đĩa không ghi được'],
  [/\bThere is no such file or folder/, 'không có tệp hoặc thư mục này'],
  [/\bA folder is needed where a file is/, 'ở đây cần thư mục nhưng lại là tệp'],
  [/\bA file is needed where a folder is/, 'ở đây cần tệp nhưng lại là thư mục'],
  [/\bThe disk is full/, 'ổ đĩa đã đầy'],
  [/\bNo folder can be made there/, 'không tạo được thư mục ở đó'],
];

/** The words for an operator about keys, in `issuing`. */
const KEYS: readonly Sentence[] = [
  [
    / cannot be read; "hocba keys create" makes the first one, /,
    ' không đọc được; "hocba keys create" tạo tệp đầu tiên, ',
  ],
  [/"hocba keys renew --signing-key" another$/, '"hocba keys renew --signing-key" tạo khóa khác'],
  [/a lost one comes back from the backup$/, 'tệp đã mất lấy lại từ bản sao lưu'],
  [/the trust list is of (\S+), not of (\S+)$/, 'danh sách khóa tin cậy là của $1, không phải của $2'],
  [
    /the signing key is not an active key of the trust list$/,
    'khóa ký không phải khóa đang dùng trong danh sách khóa tin cậy',
  ],
  [
    / cannot be read; "hocba keys create --missing" makes it$/,
    ' không đọc được; "hocba keys create --missing" tạo tệp này',
  ],
  [/ does not hold one private Ed25519 key$/, ' không chứa đúng một khóa riêng Ed25519'],
  [/the (.+) file does not hold one private P-256 key$/, 'tệp $1 không chứa đúng một khóa riêng P-256'],
  [
    /the trust list is of the root (\S+), not of this key$/,
    'danh sách khóa tin cậy là của khóa gốc $1, không phải của khóa này',
  ],
  [/\btrust list: (\S+)$/, 'danh sách khóa tin cậy: $1'],
  [/the clock stands before the trust list$/, 'đồng hồ của máy chậm hơn ngày lập danh sách khóa tin cậy'],
];

/** The words of Node about options that are mistyped. */
const OPTIONS: readonly Sentence[] = [
  [/^Unknown option '(.+?)'[\s\S]*$/, 'không có tùy chọn $1'],
  [/^Option '(.+?)' argument missing[\s\S]*$/, 'tùy chọn $1 cần một giá trị'],
  [
    /^Option '(.+?)' argument is ambiguous[\s\S]*$/,
    'giá trị của tùy chọn $1 không rõ; giá trị có dấu - ở đầu vui lòng ghi sau dấu =',
  ],
  [/^Option '(.+?)' does not take an argument$/, 'tùy chọn $1 không nhận giá trị'],
  [/^Unexpected argument '(.+?)'[\s\S]*$/, 'thừa "$1"'],
];

/** Every sentence of ours; those that hold others in them come first. */
export const SENTENCES: readonly Sentence[] = [...SETTINGS, ...FAULTS, ...PLACES, ...KEYS, ...DETAILS];

/** An English sentence of the program or of Node in Vietnamese; what has no words here stays. */
export const inVietnamese = (sentence: string): string =>
  [...SENTENCES, ...OPTIONS].reduce(
    (text, [english, vietnamese]) => text.replace(english, vietnamese),
    sentence,
  );
