using System.Text;

namespace TokenGateway.Commands;

/// <summary>Reads a line at the terminal without echo.</summary>
internal static class SecretPrompt
{
    public static string Read(TextWriter prompts, string prompt)
    {
        prompts.Write(prompt);
        prompts.Flush();
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        prompts.WriteLine();
        return typed.ToString();
    }
}
