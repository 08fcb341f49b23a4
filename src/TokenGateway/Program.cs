using TokenGateway.Commands;

return await RootCommandFactory.Create().Parse(args).InvokeAsync();
