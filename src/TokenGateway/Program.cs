using TokenGateway.Commands;

return await CommandLine.RunAsync(args);
