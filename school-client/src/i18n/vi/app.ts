/** Vietnamese texts of the area `app`: frame, sign-in, account, update and installation. */
export const app = {
  skip: 'Đến nội dung chính',
  menu: 'Các mục',
  navHome: 'Bắt đầu',
  navSchoolClasses: 'Các lớp',
  navClasses: 'Lớp của tôi',
  navRequests: 'Đề nghị xem học bạ',
  navLookUp: 'Tra cứu học bạ',
  navConsent: 'Cấp mã tra cứu',
  navFamilies: 'Gia đình',
  navMessages: 'Tin gia đình',
  navPasswords: 'Cấp mật khẩu',
  navWaiting: 'lớp chờ thầy cô',
  navAccount: 'Tài khoản',
  whoAccount: ': tài khoản',
  language: 'Ngôn ngữ',
  languageNotHere: 'Chưa tải được bản tiếng Anh; vui lòng nối mạng rồi bấm lại.',

  statusOpening: 'Đang mở dữ liệu trên máy…',
  statusUnopened: 'Chưa mở được năm học {{years}}',
  statusSaving: 'Đang lưu…',
  statusNotSaved: 'Chưa lưu được trên máy',
  statusSavedHere: 'Đã lưu trên máy – {{count}} thay đổi chờ gửi',
  statusNotYet: 'Chưa đồng bộ',
  statusSending: 'Đang đồng bộ…',
  statusSynced: 'Đã đồng bộ lúc {{when}}',
  statusOffline: 'Ngoại tuyến – {{count}} thay đổi chờ gửi',
  statusAlso: '{{text}} · {{count}} chờ gửi',
  briefSavedHere: 'Đã lưu – {{count}} chờ gửi',
  briefOffline: 'Ngoại tuyến – {{count}} chờ gửi',
  statusOfflineNone: 'Ngoại tuyến',
  statusRefused: 'Máy chủ từ chối {{count}} ô',
  statusContested: '{{count}} xung đột',
  statusInvalid: '{{count}} ô cần sửa',
  statusSignIn: 'Cần đăng nhập lại',
  syncNow: 'Gửi ngay',

  notices: 'Thông báo chung',
  alarms: '{{count}} cảnh báo về tài khoản của trường',
  alarmsRead: 'Đã xem',
  alarmsMore: 'Và {{count}} cảnh báo khác; người quản trị xem được tất cả.',
  alarm: {
    'reads.limited':
      '{{when}}: {{name}} tra cứu hoặc cấp mã cho quá nhiều học sinh trong một ngày và đã bị tạm dừng. Vui lòng hỏi lại; nếu không phải người đó làm, vui lòng đặt lại mật khẩu.',
    'pulls.many':
      '{{when}}: tài khoản của {{name}} tải dữ liệu cả năm học về máy hơn 20 lần trong một ngày. Vui lòng hỏi lại người đó.',
    'sign-in.locked':
      '{{when}}: nhiều lần gõ sai mật khẩu tài khoản của {{name}}, việc thử đã bị tạm khóa. Nếu không phải người đó, mật khẩu vẫn an toàn; không cần làm gì.',
    'session.reused':
      '{{when}}: có người dùng lại phiên làm việc cũ của {{name}}, phiên đó đã bị đóng. Vui lòng đặt lại mật khẩu cho người đó.',
    'canary.touched':
      '{{when}}: {{name}} tìm một học sinh mồi, là học sinh không trường nào có. Có thể đang dò số hoặc dùng danh sách bị lộ. Vui lòng hỏi ngay người đó và báo người quản trị.',
  },
  demoTitle: 'Bản dùng thử',
  demoText: 'Dữ liệu ở đây là giả, học bạ phát hành ở đây không có giá trị.',
  unopenedTitle: 'Máy này chưa mở được năm học {{years}}',
  unopenedText:
    'Trình duyệt không trả lời. Các năm học khác vẫn dùng được. Phần chưa gửi của năm học này, nếu có, vẫn nằm trên máy. Vui lòng đóng các thẻ khác của ứng dụng rồi tải lại trang.',
  oldWorkTitle: '{{count}} thay đổi chưa gửi từ {{when}}',
  oldWorkText: 'Việc đã làm vẫn nằm trên máy này, nhưng chỉ có ở đây. Vui lòng nối mạng để gửi về máy chủ.',
  signInAgainTitle: 'Cần đăng nhập lại',
  signInAgainText:
    'Phiên làm việc đã kết thúc. Mọi thay đổi vẫn nằm trên máy này và sẽ được gửi sau khi đăng nhập.',

  slowTitle: 'Mở lâu hơn bình thường',
  slowText:
    'Mạng có thể đang yếu, hoặc trình duyệt chưa mở được dữ liệu trên máy. Vui lòng đóng các thẻ khác của ứng dụng rồi tải lại trang. Việc đã lưu trên máy không mất.',
  brokenTitle: 'Trang này không hiện được',
  brokenText:
    'Việc đã lưu trên máy không mất. Vui lòng tải lại trang; nếu vẫn vậy, vui lòng báo người quản trị.',
  changedTitle: 'Cần tải lại trang',
  changedText: 'Ứng dụng vừa được cập nhật hoặc mạng bị ngắt giữa chừng. Việc đã lưu trên máy không mất.',
  noRightTitle: 'Tài khoản này không được mở trang này',
  noRightOfficeText: 'Trang này dành cho văn thư và hiệu trưởng của một trường.',
  toStart: 'Về trang đầu',
  noRightOfficeHeadText: 'Trang này dành cho hiệu trưởng của một trường.',
  noRightHeadText: 'Trang này dành cho hiệu trưởng. Ai quên mật khẩu, vui lòng gặp hiệu trưởng.',
  noRightText:
    'Trang này dành cho văn thư và hiệu trưởng. Nếu công việc của thầy cô cần đến, vui lòng báo hiệu trưởng; vai trò của tài khoản do người quản trị máy chủ đổi.',
  missingTitle: 'Không có trang này',
  missingSheetTitle: 'Không có bảng điểm này',
  missingText: 'Địa chỉ có thể đã cũ hoặc gõ thiếu.',
  toClasses: 'Về trang các lớp',
  noClassesTitle: 'Tài khoản này không nhập điểm',
  noClassesText: {
    department:
      'Cán bộ Sở không thuộc trường nào, nên ở đây không có lớp và bảng điểm. Việc làm được ở đây là duyệt đề nghị xem học bạ của các trường và kiểm tra một học bạ số.',
    operator:
      'Người quản trị làm việc bằng lệnh hocba trên máy chủ: cấp tài khoản, nhập danh sách lớp, quản lý khóa ký. Việc làm được ở đây là kiểm tra một học bạ số.',
  },
  toVerify: 'Kiểm tra một học bạ',

  signInTitle: 'Đăng nhập',
  signInIntro: 'Học bạ số của nhà trường',
  account: 'Tài khoản',
  accountHint: 'Ví dụ: gvcn.8a1',
  password: 'Mật khẩu',
  signIn: 'Đăng nhập',
  signInProblem: 'Chưa đăng nhập được',
  fillIn: 'Vui lòng điền ô này.',
  forgotten:
    'Quên mật khẩu? Hiệu trưởng cấp lại ở mục Cấp mật khẩu; mật khẩu của hiệu trưởng do người quản trị máy chủ cấp lại.',
  verifyWithoutAccount: 'Kiểm tra một học bạ, không cần tài khoản',

  closedTitle: 'Tài khoản vừa dùng ở đây đã ngừng',
  closedText:
    'Danh sách và điểm tải về máy này đã được xóa. Phần thầy cô đã nhập mà chưa gửi vẫn nằm trên máy; văn thư hoặc hiệu trưởng đăng nhập tại đây lấy được phần đó ở mục Tài khoản.',
  unlockTitle: 'Nhập mật khẩu để mở tiếp',
  unlockText:
    'Đã nhiều ngày máy này chưa nối được với máy chủ. Trước khi hiện danh sách học sinh, vui lòng nhập mật khẩu. Không cần mạng; nối mạng lại thì không hỏi nữa.',
  unlock: 'Mở',
  unlockOther: 'Người khác dùng máy này: đăng xuất trước. Đăng nhập lại thì cần có mạng.',

  changeTitle: 'Đổi mật khẩu',
  changeFirst: 'Mật khẩu đang dùng do nhà trường cấp tạm. Vui lòng đặt mật khẩu riêng trước khi làm việc.',
  currentPassword: 'Mật khẩu đang dùng',
  printedAt: 'In lúc {{when}}',
  currentWrong: 'Mật khẩu đang dùng chưa đúng. Vui lòng kiểm tra chữ hoa, bộ gõ rồi nhập lại.',
  newPassword: 'Mật khẩu mới',
  newPasswordHint: 'Ít nhất {{count}} ký tự. Một câu dễ nhớ là tốt nhất.',
  repeatPassword: 'Nhập lại mật khẩu mới',
  repeatDiffers: 'Hai lần nhập chưa giống nhau.',
  changeProblem: 'Chưa đổi được mật khẩu',
  changed: 'Đã đổi mật khẩu. Các máy khác cần đăng nhập lại.',

  name: 'Họ và tên',
  roleLabel: 'Vai trò',
  school: 'Trường',
  assignments: 'Phân công',
  homeroomOf: 'Chủ nhiệm {{class}}',
  roleOperator: 'Quản trị hệ thống',
  roleDepartment: 'Cán bộ Sở',
  roleHead: 'Hiệu trưởng',
  roleClerk: 'Văn thư',
  roleTeacher: 'Giáo viên',

  fullTitle: 'Máy sắp hết chỗ, nên tạm dừng tải về',
  fullText:
    'Điểm nào đầu trang báo đã lưu thì vẫn còn trên máy và vẫn được gửi đi. Danh sách và điểm của người khác có thể chưa mới nhất. Vui lòng xóa bớt tệp trên máy rồi bấm Gửi ngay.',
  newerTitle: 'Cần cập nhật để xem đủ',
  newerText:
    'Máy chủ đã có mẫu sổ mới mà bản đang chạy chưa đọc được. Điểm đã nhập vẫn an toàn. Vui lòng mở Tài khoản, bấm Kiểm tra bản mới rồi cập nhật.',

  deviceTitle: 'Máy này',
  unsent: 'Chưa gửi',
  unsentNone: 'Không còn gì chờ gửi',
  unsentCount: '{{count}} thay đổi',
  lastSync: 'Đồng bộ gần nhất',
  lastSyncPart: '{{when}}; năm học {{years}} chưa lần nào trên máy này',
  never: 'Chưa lần nào trên máy này',
  storage: 'Lưu trữ',
  storagePersisted: 'Trình duyệt giữ dữ liệu lâu dài',
  storageMayGo: 'Trình duyệt có thể xóa khi máy thiếu chỗ. Vui lòng gửi hết việc trong ngày',
  storageMayGoEmpty: 'Trình duyệt có thể xóa khi máy thiếu chỗ; không mất gì, máy tải lại khi cần',
  storageUsed: 'Đang dùng {{size}}',
  version: 'Phiên bản',
  checkUpdate: 'Kiểm tra bản mới',
  upToDate: 'Đang dùng bản mới nhất',
  updateOffline: 'Chưa kiểm tra được vì không có mạng',

  signOut: 'Đăng xuất',
  signOutOfflineTitle: 'Đăng xuất khi đang ngoại tuyến?',
  signOutOfflineText:
    'Máy chưa nối được với máy chủ. Đăng xuất rồi thì chỉ đăng nhập lại được khi có mạng. Máy chủ sẽ được báo ngay khi có mạng.',
  signOutTitle: 'Chưa nên đăng xuất',
  signOutUnsent: 'Còn {{count}} thay đổi chỉ có trên máy này. Vui lòng gửi hết về máy chủ rồi đăng xuất.',
  signOutOffline: 'Máy chưa nối được với máy chủ. Vui lòng nối mạng rồi bấm Gửi ngay.',
  signOutKept:
    'Máy chưa nối được với máy chủ. Nếu đăng xuất bây giờ, phần chưa gửi vẫn nằm lại trên máy này và chỉ được gửi khi chính thầy cô đăng nhập lại tại đây.',
  signOutLeave: 'Đăng xuất, để lại trên máy',
  signOutSaving: 'Đang lưu hoặc đang gõ dở một ô. Vui lòng chờ một lát.',
  signOutWrongTitle: 'Đăng xuất khi còn {{count}} ô chưa đúng?',
  signOutWrong:
    'Những ô này chưa gửi được vì chưa đúng cách ghi. Chữ đã gõ vẫn nằm trên máy này; đăng nhập lại bằng tài khoản này, trên máy này, để sửa.',
  signOutCorrect: 'Mở bảng điểm để sửa',
  signOutSent: 'Đã gửi xong. Bây giờ có thể đăng xuất.',

  installTitle: 'Cài vào máy',
  installText: 'Cài ứng dụng để mở nhanh từ màn hình và để trình duyệt giữ dữ liệu lâu dài.',
  install: 'Cài ứng dụng',

  updateTitle: 'Có phiên bản mới',
  updateText: 'Cập nhật mất vài giây. Dữ liệu trên máy giữ nguyên.',
  update: 'Cập nhật',
  updating: 'Đang cập nhật…',
  updateElsewhere: 'Một cửa sổ khác của ứng dụng còn việc đang làm. Vui lòng gửi xong ở đó rồi cập nhật.',
} as const;
