# bash completion of twcheck. To use it: source <(twcheck completion bash)
_twcheck() {
	local line list
	COMPREPLY=()
	list=$("$1" __complete bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
	if [[ $list == ":files" ]]; then
		compopt -o filenames 2>/dev/null
		list=$(compgen -f -- "${COMP_WORDS[COMP_CWORD]#=}")
	fi
	while IFS= read -r line; do
		[[ -n $line ]] && COMPREPLY+=("${line%%$'\t'*}")
	done <<<"$list"
	# A format of -o goes on with its file.
	if [[ ${#COMPREPLY[@]} -gt 0 && ${COMPREPLY[0]} == *= ]]; then
		compopt -o nospace 2>/dev/null
	fi
}
complete -F _twcheck twcheck
