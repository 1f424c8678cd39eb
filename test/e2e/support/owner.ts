// n8n wants eight characters with a number and a capital; it guards a throwaway instance on 127.0.0.1
export const owner = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: ['Throwaway', '1'].join('-'),
};
