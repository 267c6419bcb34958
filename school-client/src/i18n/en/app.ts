import type { SameKeys } from '../same-keys.ts';
import type { app as vi } from '../vi/app.ts';

/** English texts of the area `app`. */
export const app = {
  skip: 'Skip to main content',
  menu: 'Sections',
  navHome: 'Start',
  navSchoolClasses: 'Classes',
  navClasses: 'My classes',
  navRequests: 'Requests for records',
  navObjections: 'Objections',
  navLookUp: 'Look up a record',
  navConsent: 'Issue a look-up code',
  navFamilies: 'Families',
  navTransfers: 'Transfers',
  navTransfersWaiting: 'transfers wait for you',
  navMessages: 'Family messages',
  navPasswords: 'Passwords',
  navWaiting: 'classes wait for you',
  navWaiting_one: 'class waits for you',
  navAccount: 'Account',
  whoAccount: ': account',
  language: 'Language',
  languageNotHere: 'The English texts could not be fetched; please connect and press again.',

  statusOpening: 'Opening what is on this device…',
  statusUnopened: 'School year {{years}} did not open',
  statusSaving: 'Saving…',
  statusNotSaved: 'Not saved on this device',
  statusSavedHere: 'Saved on this device – {{count}} changes to send',
  statusSavedHere_one: 'Saved on this device – 1 change to send',
  statusNotYet: 'Not synced yet',
  statusSending: 'Syncing…',
  statusSynced: 'Synced at {{when}}',
  statusOffline: 'Offline – {{count}} changes to send',
  statusOffline_one: 'Offline – 1 change to send',
  statusAlso: '{{text}} · {{count}} to send',
  briefSavedHere: 'Saved – {{count}} to send',
  briefOffline: 'Offline – {{count}} to send',
  statusOfflineNone: 'Offline',
  statusRefused: 'The registry refused {{count}} cells',
  statusRefused_one: 'The registry refused 1 cell',
  statusContested: '{{count}} conflicts',
  statusContested_one: '1 conflict',
  statusInvalid: '{{count}} cells to correct',
  statusInvalid_one: '1 cell to correct',
  statusSignIn: 'Sign in again',
  syncNow: 'Send now',

  alarms: '{{count}} alarms about accounts of the school',
  alarmsRead: 'I have read them',
  alarmsMore: 'And {{count}} more; the operator can see all of them.',
  alarm: {
    'reads.limited':
      '{{when}}: {{name}} looked up or issued codes for too many pupils in a day and was stopped. Ask that person; if it was somebody else, reset the password.',
    'pulls.many':
      '{{when}}: the account of {{name}} fetched a whole school year more than 20 times in a day. Ask that person.',
    'sign-in.locked':
      '{{when}}: the password of {{name}} was typed wrong many times, and trying was stopped for a while. If it was somebody else, the password is still safe; nothing need be done.',
    'session.reused':
      '{{when}}: an old session of {{name}} was used again and has been closed. Reset the password of that person.',
    'canary.touched':
      '{{when}}: {{name}} sought a pupil whom no school has. The account may be guessing numbers or using a stolen list. Please ask at once, and tell the operator.',
  },
  notices: 'Notices',
  demoTitle: 'Demonstration',
  demoText: 'The data is invented, and records issued here have no value.',
  unopenedTitle: 'This device has not opened school year {{years}}',
  unopenedText:
    'The browser gives no answer. Other school years can be used. What is unsent of this year, if anything, is still on this device. Please close other tabs of the app and reload the page.',
  oldWorkTitle: '{{count}} changes not sent since {{when}}',
  oldWorkTitle_one: '1 change not sent since {{when}}',
  oldWorkText: 'Your work is safe on this device, but only here. Connect to the network to send it.',
  signInAgainTitle: 'Sign in again',
  signInAgainText:
    'The session has ended. Every change is on this device and will be sent after you sign in.',

  slowTitle: 'This takes longer than usual',
  slowText:
    'The network may be weak, or the browser has not opened the data on this device yet. Please close other tabs of the app and reload the page. Work saved on this device is not lost.',
  brokenTitle: 'This page cannot be shown',
  brokenText:
    'What is saved on this device is safe. Reload the page; if it happens again, tell the operator.',
  changedTitle: 'The page needs a reload',
  changedText: 'The app was just updated, or the network broke off. What is saved on this device is safe.',
  noRightTitle: 'This account may not open this page',
  noRightOfficeText: 'This page is for the clerk and the head of a school.',
  toStart: 'To the first page',
  noRightOfficeHeadText: 'This page is for the head of a school.',
  noRightHeadText: 'This page is for the head. If you forgot a password, please see the head.',
  noRightText:
    'The page is for the clerk and the head. If your work needs it, tell the head; the operator of the server changes the role of an account.',
  missingTitle: 'No such page',
  missingSheetTitle: 'No such sheet of marks',
  missingText: 'The address may be an old one or incomplete.',
  toClasses: 'To the classes',
  noClassesTitle: 'This account enters no marks',
  noClassesText: {
    department:
      'An officer of the department belongs to no school, so there are no classes and sheets here. What can be done here is to decide requests for records and to check a digital record.',
    operator:
      'An operator works with the command hocba on the server: accounts, class lists, signing keys. What can be done here is to check a digital record.',
  },
  toVerify: 'Check a record',

  signInTitle: 'Sign in',
  signInIntro: 'Digital school records',
  account: 'Account',
  accountHint: 'For example: gvcn.8a1',
  password: 'Password',
  signIn: 'Sign in',
  signInProblem: 'Not signed in',
  fillIn: 'Fill in this field.',
  forgotten:
    'Forgot the password? The head resets it under Passwords; a head’s own is reset by the operator of the server.',
  verifyWithoutAccount: 'Check a record without an account',

  closedTitle: 'The account that was used here has been closed',
  closedText:
    'Lists and marks fetched to this device were removed. What you entered and did not send is still here; a clerk or head who signs in on this device finds it under Account.',
  unlockTitle: 'Enter your password to go on',
  unlockText:
    'This device has not reached the server for many days. Please enter your password before the lists of pupils are shown. No network is needed; once it is connected you are not asked again.',
  unlock: 'Open',
  unlockOther: 'Somebody else uses this computer: sign out first. Signing in again needs a network.',

  changeTitle: 'Change password',
  changeFirst: 'This password was given to you for a start. Choose your own before you begin.',
  currentPassword: 'Current password',
  printedAt: 'Printed {{when}}',
  currentWrong: 'This is not your current password. Check capital letters and try again.',
  newPassword: 'New password',
  newPasswordHint: 'At least {{count}} characters. A phrase you remember is best.',
  repeatPassword: 'New password again',
  repeatDiffers: 'The two do not match.',
  changeProblem: 'The password was not changed',
  changed: 'The password is changed. Other devices must sign in again.',

  name: 'Name',
  roleLabel: 'Role',
  school: 'School',
  assignments: 'Assignments',
  homeroomOf: 'Homeroom of {{class}}',
  roleOperator: 'Operator',
  roleDepartment: 'Department officer',
  roleHead: 'Head of school',
  roleClerk: 'Clerk',
  roleTeacher: 'Teacher',

  fullTitle: 'This device is nearly full; fetching has stopped',
  fullText:
    'What the header calls saved is on this device and will be sent. Lists and marks of others may not be the newest. Free some space, then send now.',
  newerTitle: 'An update is needed to see everything',
  newerText:
    'The registry has a new form of records that the running version cannot read. Entered marks are safe. Open Account, check for updates and update.',

  deviceTitle: 'This device',
  unsent: 'Not sent',
  unsentNone: 'Nothing waits to be sent',
  unsentCount: '{{count}} changes',
  unsentCount_one: '1 change',
  lastSync: 'Last sync',
  lastSyncPart: '{{when}}; school year {{years}} never on this device',
  never: 'Never on this device',
  storage: 'Storage',
  storagePersisted: 'The browser keeps the data',
  storageMayGo: 'The browser may clear it when space is short. Send all work the same day',
  storageMayGoEmpty: 'The browser may clear it when space is short; nothing is lost, it is fetched again',
  storageUsed: '{{size}} in use',
  version: 'Version',
  checkUpdate: 'Check for an update',
  upToDate: 'This is the newest version',
  updateOffline: 'Cannot check without a network',

  signOut: 'Sign out',
  signOutOfflineTitle: 'Sign out while offline?',
  signOutOfflineText:
    'The server cannot be reached. After signing out you can sign in again only with a network. The server is told as soon as there is one.',
  signOutTitle: 'Not yet',
  signOutUnsent: '{{count}} changes are only on this device. Send them to the registry, then sign out.',
  signOutUnsent_one: 'One change is only on this device. Send it to the registry, then sign out.',
  signOutOffline: 'The registry cannot be reached. Connect to the network and press Send now.',
  signOutKept:
    'The registry cannot be reached. If you sign out now, what is not sent stays on this device, and is sent only when you sign in here again.',
  signOutLeave: 'Sign out, leave it here',
  signOutSaving: 'A cell is being saved or typed. Please wait a moment.',
  signOutWrongTitle: 'Sign out with {{count}} cells to correct?',
  signOutWrongTitle_one: 'Sign out with 1 cell to correct?',
  signOutWrong:
    'These cells could not be sent, because what was typed is not a value of their column. The typed text stays on this device; sign in again with this account, on this device, to correct it.',
  signOutCorrect: 'Open the sheet to correct',
  signOutSent: 'Everything is sent. You can sign out now.',

  installTitle: 'Install',
  installText: 'Install the app to open it from the home screen and to let the browser keep its data.',
  install: 'Install the app',

  updateTitle: 'A new version is here',
  updateText: 'Updating takes a few seconds. The data on this device stays.',
  update: 'Update',
  updating: 'Updating…',
  updateElsewhere: 'Another window of the app has unfinished work. Send it there, then update.',
} as const satisfies SameKeys<typeof vi>;
