# bash completion for ipcbox. Generated from the program's own commands and settings. shellcheck shell=bash

_ipcbox() {
    # All by command: what may follow it, what may follow if it begins with a dash, which of its options take the next
    # word as their value; and by command and option the values of an option that has few.
    local -A words=(
@WORDS@
    )
    local -A options=(
@OPTIONS@
    )
    local -A taking_value=(
@TAKING_VALUE@
    )
    local -A values=(
@VALUES@
    )
    local current=$2 command=ipcbox option='' prefix='' word i
    COMPREPLY=()
    # A redirection
    if [[ ${COMP_WORDS[COMP_CWORD]} == [\<\>]* || ${COMP_WORDS[COMP_CWORD - 1]} == *[\<\>] ]]; then
        compopt -o default
        return
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == = ]]; then
            # bash splits --name=value at the equals sign.
            option=${COMP_WORDS[i - 1]}
        elif [[ $option ]]; then
            option=
        elif [[ $word == -- ]]; then
            return
        elif [[ " ${taking_value[$command]-} " == *" $word "* ]]; then
            option=$word
        elif [[ $word != -* && " ${words[$command]-} " == *" $word "* ]]; then
            command+=" $word"
        fi
    done
    if [[ ${COMP_WORDS[COMP_CWORD]} == = ]]; then
        option=${COMP_WORDS[COMP_CWORD - 1]} current=
    elif [[ ! $option && $current == -*=* ]]; then
        # Where COMP_WORDBREAKS has no equals sign
        option=${current%%=*} prefix=${current%%=*}= current=${current#*=}
    fi
    if [[ $option == --ipcbox.directory ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -P "$prefix" -d -- "$current")
    elif [[ $option ]]; then
        mapfile -t COMPREPLY < <(compgen -P "$prefix" -W "${values["$command $option"]-}" -- "$current")
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${options[$command]-}" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -W "${words[$command]-}" -- "$current")
    fi
    [[ ${COMPREPLY[*]} != *= ]] || compopt -o nospace
}

complete -F _ipcbox ipcbox
