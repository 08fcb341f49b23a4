namespace TokenGateway.Core.Texts;

/// <summary>A text is in another encoding than UTF-8, or is none. The message names it and says what to do.</summary>
public sealed class NotUtf8Exception : IOException
{
    /// <summary>What is wrong, to stand behind the text's name.</summary>
    public const string Fault = "is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8";

    public NotUtf8Exception()
        : this("the text")
    {
    }

    /// <param name="name">What the text is called: a path, or "Standard input".</param>
    public NotUtf8Exception(string name)
        : base($"{name} {Fault}")
    {
    }

    public NotUtf8Exception(string name, Exception innerException)
        : base($"{name} {Fault}", innerException)
    {
    }
}
