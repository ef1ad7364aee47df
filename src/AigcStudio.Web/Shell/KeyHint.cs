namespace AigcStudio.Web.Shell;

/// <param name="Keys">As printed on the keyboard, for example <c>Ctrl A</c>.</param>
/// <param name="Code">Of the sentence that says what they do.</param>
public sealed record KeyHint(string Keys, string Code)
{
    /// <summary>The browser's name of it (<c>KeyboardEvent.key</c>) where it is one key alone, which a person may choose anew; else null.</summary>
    public string? Single => Keys switch
    {
        "Space" => " ",
        "Esc" or "?" => null,
        "Del" => "Delete",
        "Enter" or "Backspace" => Keys,
        "←" => "ArrowLeft",
        "→" => "ArrowRight",
        "↑" => "ArrowUp",
        "↓" => "ArrowDown",
        { Length: 1 } => Keys.ToLowerInvariant(),
        _ => null,
    };

    /// <summary>A browser's name of a key as it is printed.</summary>
    public static string Printed(string key) => key switch
    {
        " " => "Space",
        "Delete" => "Del",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        { Length: 1 } => key.ToUpperInvariant(),
        _ => key,
    };
}
