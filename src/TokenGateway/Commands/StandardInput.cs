using TokenGateway.Core.Texts;

namespace TokenGateway.Commands;

/// <summary>
/// What is piped into a command is UTF-8, with or without its mark, whatever the terminal's encoding is: a password from a
/// file must be the one that a browser sends later.
/// </summary>
internal static class StandardInput
{
    public static void ReadAsUtf8()
    {
        if (Console.IsInputRedirected)
            Console.SetIn(new Utf8TextReader(Console.OpenStandardInput(), "Standard input"));
    }
}
