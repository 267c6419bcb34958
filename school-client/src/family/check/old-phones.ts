/* The interfaces of newer browsers that the check uses, for phones that have only Chrome 80; a test names what is missing here. */
import 'core-js/actual/array/find-last';
import 'core-js/actual/object/has-own';
import 'core-js/actual/string/is-well-formed';
import 'core-js/actual/string/replace-all';
