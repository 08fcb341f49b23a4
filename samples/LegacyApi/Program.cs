namespace LegacyApi;

/// <remarks>Spelled out, because top-level statements make a public <c>Program</c> that clashes with the one of a project that references this.</remarks>
internal static class Program
{
    private static Task Main(string[] args) => LegacyApiHost.Create(args, LogToConsole).RunAsync();

    private static void LogToConsole(WebApplicationBuilder builder) =>
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
}
