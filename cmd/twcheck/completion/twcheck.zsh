#compdef twcheck
# zsh completion of twcheck. To use it: source <(twcheck completion zsh), after compinit,
# or write the script to a file _twcheck in a folder of $fpath.
_twcheck() {
	local line
	local -a list open
	for line in "${(@f)$("${words[1]}" __complete zsh -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
		case $line in
		'') ;;
		:files)
			compset -P '*='
			_files
			return
			;;
		*=) open+=("$line") ;; # a format of -o goes on with its file
		*) list+=("${line/$'\t'/:}") ;;
		esac
	done
	((${#open})) && compadd -S '' -a open
	((${#list})) && _describe twcheck list
}
if [[ $funcstack[1] == _twcheck ]]; then
	_twcheck "$@"
else
	compdef _twcheck twcheck
fi
