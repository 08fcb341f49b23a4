namespace YarpHost;

/// <remarks>Spelled out, because top-level statements make a public <c>Program</c> that clashes with the one of a project that references this.</remarks>
internal static class Program
{
    private static Task Main(string[] args) => YarpHostApp.Create(args).RunAsync();
}
