using TokenGateway.Commands;
using TokenGateway.Listening;

// The very commands of the executable, with everything in the process overheard that a .NET process tells to who asks.
using (new Exports(new Uri(Environment.GetEnvironmentVariable("LISTENING_COLLECTOR")!)))
using (new Overheard(Environment.GetEnvironmentVariable("LISTENING_FOLDER")!))
    return await CommandLine.RunAsync(args);
