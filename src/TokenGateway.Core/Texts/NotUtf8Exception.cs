namespace TokenGateway.Core.Texts;

/// <summary>A text is not UTF-8, or not text. The message names it and the fix.</summary>
public sealed class NotUtf8Exception : IOException
{
    /// <summary>The fault, to follow the text's name.</summary>
    public const string Fault = "is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8";

    public NotUtf8Exception()
        : this("the text")
    {
    }

    /// <param name="name">The name of the text: a path, or "Standard input".</param>
    public NotUtf8Exception(string name)
        : base($"{name} {Fault}")
    {
    }

    public NotUtf8Exception(string name, Exception innerException)
        : base($"{name} {Fault}", innerException)
    {
    }
}
