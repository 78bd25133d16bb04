#compdef ipcbox
# zsh completion for ipcbox. Generated from the program's own commands and settings.

_ipcbox() {
    # All by command: what may follow it, what may follow if it begins with a dash, which of its options take the next
    # word as their value; and by command and option the values of an option that has few.
    local -A followers options taking_value values
    followers=(
@WORDS@
    )
    options=(
@OPTIONS@
    )
    taking_value=(
@TAKING_VALUE@
    )
    values=(
@VALUES@
    )
    local command=ipcbox option='' word
    local -a offers
    for word in "${(@)words[2,CURRENT-1]}"; do
        offers=("${(@f)followers[$command]}")
        if [[ -n $option ]]; then
            option=''
        elif [[ $word == -- ]]; then
            return 1
        elif [[ " ${taking_value[$command]} " == *" $word "* ]]; then
            option=$word
        elif [[ $word != -* && -n $word && -n ${(M)offers:#$word:*} ]]; then
            command+=" $word"
        fi
    done
    if [[ -z $option && $words[CURRENT] == -*=* ]]; then
        option=${words[CURRENT]%%=*}
        compset -P '*='
    fi
    if [[ $option == --ipcbox.directory ]]; then
        _files -/
    elif [[ -n $option ]]; then
        compadd -- ${=values[$command $option]}
    else
        if [[ $words[CURRENT] == -* ]]; then
            offers=("${(@f)options[$command]}")
        else
            offers=("${(@f)followers[$command]}")
        fi
        local -a settings others
        settings=("${(@M)offers:#*=:*}")
        others=("${(@)offers:#*=:*}")
        local -i result=1
        (( ! $#others )) || [[ -z $others[1] ]] || _describe -t commands 'ipcbox' others && result=0
        (( ! $#settings )) || _describe -t settings 'setting' settings -S '' && result=0
        return result
    fi
}

_ipcbox "$@"
