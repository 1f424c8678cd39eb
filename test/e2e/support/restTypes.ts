import type {
	ExecutionStatus,
	IConnections,
	IDataObject,
	INode,
	IRunExecutionData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';

export interface WorkflowBody {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	staticData?: IDataObject;
}

export interface StoredWorkflow extends WorkflowBody {
	id: string;
	active: boolean;
	/** of the draft */
	versionId: string;
	/** of what runs */
	activeVersionId: string | null;
	isArchived: boolean;
}

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
	/** Only from credential(id), with n8n's blank in place of what is secret. */
	data?: IDataObject;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

export interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	liveVersionId: string | null;
	pendingVersionId: string | null;
	triggers: Array<{
		nodeId: string;
		status: 'activated' | 'failed';
		errorMessage: string | null;
	}>;
}

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	mode: WorkflowExecuteMode;
	status: ExecutionStatus;
	startedAt: string;
	stoppedAt: string | null;
}

export interface Execution extends ExecutionSummary {
	data: IRunExecutionData;
	workflowData: WorkflowBody & { id: string };
}

export interface ManualRun {
	executionId?: string;
	/** n8n registered a test webhook and starts when something arrives there. */
	waitingForWebhook?: boolean;
}

export interface ParameterRequest {
	nodeType: string;
	methodName: string;
	path: string;
	parameters: IDataObject;
	credentials: INode['credentials'];
	/** for resource locators */
	filter?: string;
	paginationToken?: string;
}

export interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	installedNodes: Array<{ name: string; type: string; latestVersion: number }>;
	failedLoading?: boolean;
}
