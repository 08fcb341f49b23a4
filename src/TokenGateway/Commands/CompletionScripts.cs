namespace TokenGateway.Commands;

/// <summary>
/// The scripts of <c>completion</c>. Each passes the line so far to the program itself (<c>[suggest:POSITION]</c>), so that
/// none contains command names, and omits the short forms of <c>--help</c>.
/// </summary>
internal static class CompletionScripts
{
    public static IReadOnlyDictionary<string, string> All { get; } = new OrderedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
    };

    // The program has one name in completion, whatever path it was called by.
    private static string Bash => """
        # Completion of tokengateway for bash.
        _tokengateway() {
            local word line="tokengateway${COMP_LINE:${#COMP_WORDS[0]}}" current="${COMP_WORDS[COMP_CWORD]}"
            local position=$((COMP_POINT - ${#COMP_WORDS[0]} + 12))
            COMPREPLY=()
            while IFS= read -r word; do
                case "$word" in "" | -? | /*) continue ;; esac
                [[ "$word" == "$current"* ]] && COMPREPLY+=("$word")
            done < <("${COMP_WORDS[0]}" "[suggest:$position]" "$line" 2> /dev/null)
        }
        complete -o default -F _tokengateway tokengateway

        """;

    private static string Zsh => """
        #compdef tokengateway
        # Completion of tokengateway for zsh.
        _tokengateway() {
            local line="tokengateway${BUFFER#${words[1]}}"
            local position=$((CURSOR - ${#words[1]} + 12))
            local -a found
            found=(${(f)"$(${words[1]} "[suggest:$position]" "$line" 2> /dev/null)"})
            found=(${found:#(-?|/*)})
            if (( ${#found} )); then
                compadd -- $found
            else
                _files
            fi
        }
        if [[ "$funcstack[1]" == "_tokengateway" ]]; then
            _tokengateway "$@"
        else
            compdef _tokengateway tokengateway
        fi

        """;

    private static string Fish => """
        # Completion of tokengateway for fish.
        function __tokengateway_complete
            set -l program (commandline -opc)[1]
            set -l line tokengateway(string sub -s (math (string length -- $program) + 1) -- (commandline -cp))
            $program "[suggest:"(string length -- $line)"]" $line 2> /dev/null | string match -v -r '^(-.|/.*)$'
        end
        complete -c tokengateway -a '(__tokengateway_complete)'

        """;
}
