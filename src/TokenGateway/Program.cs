using TokenGateway.Commands;

StandardInput.ReadAsUtf8();
return await CommandLine.RunAsync(args);
