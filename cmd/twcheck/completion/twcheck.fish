# fish completion of twcheck. To use it: twcheck completion fish | source
function __twcheck_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct)
    set -l command $before[1]
    set -e before[1]
    set -l list ($command __complete fish -- $before "$word" 2>/dev/null)
    if test "$list" = :files
        set -l prefix (string match -r '^.*=' -- "$word")
        set -l start (string replace -r '^.*=' '' -- "$word")
        for file in (__fish_complete_path "$start")
            echo "$prefix$file"
        end
    else if test (count $list) -gt 0
        printf '%s\n' $list
    end
end
complete -c twcheck -f -a '(__twcheck_complete)'
