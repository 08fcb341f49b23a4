using TokenGateway.Core.Texts;

namespace TokenGateway.Commands;

/// <summary>
/// Reads standard input as UTF-8, with or without a byte order mark, whatever the terminal's encoding: a password from a
/// file must equal the one that a browser sends later.
/// </summary>
internal static class StandardInput
{
    public static void ReadAsUtf8()
    {
        if (Console.IsInputRedirected)
            Console.SetIn(new Utf8TextReader(Console.OpenStandardInput(), "Standard input"));
    }
}
